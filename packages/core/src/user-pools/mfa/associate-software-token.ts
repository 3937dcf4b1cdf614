import { generateTotpSecret } from "@cogmock/crypto";
import { NotAuthorizedException, UserNotFoundException } from "@cogmock/protocol/errors";
import type { AssociateSoftwareTokenRequest, AssociateSoftwareTokenResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { bearerOrSession } from "./bearer-or-session.ts";
import { continueSetup, requireSetupSession } from "./setup-session.ts";
import { assertSoftwareTokenOffered } from "./software-token.ts";
import { mfaOf } from "./user-mfa.ts";

/** AssociateSoftwareToken declares no UserNotFoundException. unconfirmed: what it says where the user has been deleted. */
function withDeclaredError(error: unknown): never {
  throw error instanceof UserNotFoundException
    ? new NotAuthorizedException("Access Token has been revoked", { cause: error })
    : error;
}

/**
 * Begins to set up an authenticator app: makes the secret that the app is to have. It counts once VerifySoftwareToken has
 * seen a code of it; until then an app that the user has goes on working (unconfirmed). A repeat makes another secret.
 *
 * @throws InvalidParameterException both an access token and a session are given, or none
 * @throws NotAuthorizedException the token or the session is no good
 * @throws SoftwareTokenMFANotFoundException `Software Token MFA has not been enabled by the userPool`
 * @see AWS API Reference, AssociateSoftwareToken
 */
export async function associateSoftwareToken(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  input: AssociateSoftwareTokenRequest,
): Promise<AssociateSoftwareTokenResponse> {
  const caller = bearerOrSession(input);
  const secret = generateTotpSecret((length) => context.random.bytes(length));
  if ("session" in caller) {
    const setup = await requireSetupSession(context, caller.session);
    assertSoftwareTokenOffered(setup.pool);
    const next = continueSetup(context, setup, { secret, isVerified: false });
    await context.store.commit(next.writes);
    return { SecretCode: secret, Session: next.session };
  }
  const { pool, user } = await requireAccessTokenBearer(context, caller.accessToken).catch(withDeclaredError);
  assertSoftwareTokenOffered(pool);
  const mfa = { ...mfaOf(user), pendingSecret: secret };
  await context.store.commit([users.put(reviseUser(pool, user, { mfa }, context.clock.now()), { expect: user })]);
  return { SecretCode: secret };
}
