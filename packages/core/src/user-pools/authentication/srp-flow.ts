import type { OperationContext } from "../../operation-context.ts";
import { assertSecretHash } from "../clients/secret-hash.ts";
import { hidesUserExistence } from "../sign-up/user-of-client.ts";
import { findUserBySignInName } from "../users/user.ts";
import type { AuthFlowInput } from "./auth-flows.ts";
import { authParameter, requireAuthParameter } from "./auth-parameters.ts";
import type { SignInResponse } from "./challenge.ts";
import { assertMaySignIn, unknownUser } from "./first-factor.ts";
import { passwordVerifier } from "./password-verifier.ts";
import { poseChallenge, poseDecoy } from "./sign-in.ts";
import { requireSrpA } from "./srp-exchange.ts";
import { decoySrpSecret, srpSecretOfUser } from "./user-srp-secret.ts";

/**
 * USER_SRP_AUTH: a username, and the client's first step of SRP. The password itself is never sent.
 *
 * @throws UserNotFoundException `User does not exist.`, unless the client hides that
 */
export async function srpFlow(
  context: OperationContext,
  { flow, pool, client, call }: AuthFlowInput,
): Promise<SignInResponse> {
  const { parameters } = call;
  const username = requireAuthParameter(parameters, "USERNAME");
  const A = requireSrpA(parameters);
  assertSecretHash(client, username, authParameter(parameters, "SECRET_HASH"));
  const progress = { flow, proofs: [], deviceKey: authParameter(parameters, "DEVICE_KEY") } as const;
  const [user, decoy] = await Promise.all([
    findUserBySignInName(context, pool, username),
    // For everybody, so that it does not take longer in names that nobody has.
    hidesUserExistence(client) ? decoySrpSecret(context, pool, username) : undefined,
  ]);
  if (!user) {
    if (!decoy) throw unknownUser(client);
    const challenge = await passwordVerifier(context, { secret: decoy, A, progress });
    return poseDecoy(context, { pool, client, unknownName: username, progress }, challenge);
  }
  assertMaySignIn(user);
  const secret = await srpSecretOfUser(context, pool, user);
  const challenge = await passwordVerifier(context, { secret, A, progress });
  return poseChallenge(context, { pool, client, user, userAsRead: user, call, progress, writes: [] }, challenge);
}
