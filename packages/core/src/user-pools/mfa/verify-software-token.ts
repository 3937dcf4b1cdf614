import { EnableSoftwareTokenMFAException, InvalidParameterException } from "@cogmock/protocol/errors";
import type { VerifySoftwareTokenRequest, VerifySoftwareTokenResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { reviseUser, type User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { bearerOrSession } from "./bearer-or-session.ts";
import { MFA_METHODS } from "./mfa-methods.ts";
import { continueSetup, requireSetupSession } from "./setup-session.ts";
import {
  assertSoftwareTokenOffered,
  judgeCode,
  type SoftwareToken,
  unusedToken,
  USED_BEFORE,
} from "./software-token.ts";
import { mfaOf } from "./user-mfa.ts";

/** What AWS says where AssociateSoftwareToken was not called before. unconfirmed: that it says it here. */
export function softwareTokenNotSetUp(): InvalidParameterException {
  return new InvalidParameterException("User has not set up software token mfa");
}

/** The app that the bearer of an access token verifies: the one being set up or, where there is none, the present one. */
function tokenToVerify(user: User): SoftwareToken {
  const { pendingSecret, softwareToken } = mfaOf(user);
  if (pendingSecret !== undefined) return unusedToken(pendingSecret);
  if (!softwareToken) throw softwareTokenNotSetUp();
  return softwareToken;
}

/**
 * The app with the code used, and its name.
 *
 * @throws EnableSoftwareTokenMFAException `Code mismatch`; `Your software token has already been used once.`
 *   (unconfirmed: that it is this error here)
 */
function verified(
  context: Pick<OperationContext, "clock" | "realClock">,
  token: SoftwareToken,
  { UserCode, FriendlyDeviceName: friendlyName = token.friendlyName }: VerifySoftwareTokenRequest,
): SoftwareToken {
  const outcome = judgeCode(context, token, UserCode);
  if (outcome === "wrong") throw new EnableSoftwareTokenMFAException("Code mismatch");
  if (outcome === "used") throw new EnableSoftwareTokenMFAException(USED_BEFORE);
  return { ...outcome.accepted, friendlyName };
}

/** Verifies the app that is set up in the course of a sign-in, and turns it on: MFA_SETUP can be answered then. */
async function verifyInSignIn(
  context: Pick<OperationContext, "store" | "clock" | "realClock" | "random">,
  input: VerifySoftwareTokenRequest,
  sessionText: string,
): Promise<VerifySoftwareTokenResponse> {
  const setup = await requireSetupSession(context, sessionText);
  const { pool, user } = setup;
  assertSoftwareTokenOffered(pool);
  const secret = setup.session.memory?.softwareTokenSetup?.secret;
  if (secret === undefined) throw softwareTokenNotSetUp();
  const softwareToken = verified(context, unusedToken(secret), input);
  const mfa = mfaOf(user);
  const enabled = MFA_METHODS.filter((method) => method === "SOFTWARE_TOKEN_MFA" || mfa.enabled.includes(method));
  const after = reviseUser(pool, user, { mfa: { ...mfa, enabled, softwareToken } }, context.clock.now());
  const next = continueSetup(context, setup, { secret, isVerified: true });
  await context.store.commit([users.put(after, { expect: user }), ...next.writes]);
  return { Status: "SUCCESS", Session: next.session };
}

/**
 * Ends the set-up of an authenticator app with a code that it shows. With an access token the app is only registered: it
 * is SetUserMFAPreference that turns it on. With a session it is turned on, too. The code cannot be used again to sign in.
 *
 * @throws InvalidParameterException both an access token and a session are given, or none; no set-up was begun
 * @throws NotAuthorizedException the token or the session is no good
 * @throws SoftwareTokenMFANotFoundException `Software Token MFA has not been enabled by the userPool`
 * @throws EnableSoftwareTokenMFAException the code is wrong, or the app was verified with it before; the session is good
 *   for another code
 * @see AWS API Reference, VerifySoftwareToken
 */
export async function verifySoftwareToken(
  context: Pick<OperationContext, "store" | "clock" | "realClock" | "random">,
  input: VerifySoftwareTokenRequest,
): Promise<VerifySoftwareTokenResponse> {
  const caller = bearerOrSession(input);
  if ("session" in caller) return verifyInSignIn(context, input, caller.session);
  const { pool, user } = await requireAccessTokenBearer(context, caller.accessToken);
  assertSoftwareTokenOffered(pool);
  const softwareToken = verified(context, tokenToVerify(user), input);
  const mfa = { ...mfaOf(user), softwareToken, pendingSecret: undefined };
  await context.store.commit([users.put(reviseUser(pool, user, { mfa }, context.clock.now()), { expect: user })]);
  return { Status: "SUCCESS" };
}
