import type { OperationContext } from "../../operation-context.ts";
import { assertSecretHash } from "../clients/secret-hash.ts";
import type { AuthFlowInput } from "./auth-flows.ts";
import { authParameter, requireAuthParameter } from "./auth-parameters.ts";
import { beforeAuthentication } from "./before-authentication.ts";
import type { SignInResponse } from "./challenge.ts";
import { assertMaySignIn, findSignInUser } from "./first-factor.ts";
import { passwordVerifier } from "./password-verifier.ts";
import { poseDecoy } from "./pose-decoy.ts";
import { poseChallenge } from "./sign-in.ts";
import { requireSrpA } from "./srp-exchange.ts";

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
  const found = await findSignInUser(context, { pool, client }, username);
  if (found) assertMaySignIn(found);
  const user = await beforeAuthentication(context, { pool, client, call, user: found, username });
  const progress = { flow, proofs: [], deviceKey: authParameter(parameters, "DEVICE_KEY") } as const;
  const challenge = await passwordVerifier(context, { pool, client, user, username, progress }, A);
  if (!user) return poseDecoy(context, { pool, client, unknownName: username, progress }, challenge);
  return poseChallenge(context, { pool, client, user, userAsRead: user, call, progress, writes: [] }, challenge);
}
