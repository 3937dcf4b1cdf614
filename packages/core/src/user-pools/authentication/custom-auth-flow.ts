import { NotImplementedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { assertSecretHash } from "../clients/secret-hash.ts";
import { assertCustomAuthConfigured } from "../triggers/call-custom-auth-trigger.ts";
import type { AuthFlowInput } from "./auth-flows.ts";
import { authParameter, requireAuthParameter } from "./auth-parameters.ts";
import type { SignInResponse } from "./challenge.ts";
import { continueDecoySignIn } from "./custom-challenge.ts";
import { assertMaySignIn, findSignInUser } from "./first-factor.ts";
import { continueSignIn } from "./sign-in.ts";

/**
 * CUSTOM_AUTH: a username, and challenges that the pool's triggers make up. The pre authentication trigger is not called
 * where no password is asked for.
 *
 * @throws InvalidParameterException `Custom auth lambda trigger is not configured for the user pool.`
 * @throws as `customChallenge`
 */
export async function customAuthFlow(
  context: OperationContext,
  { flow, pool, client, call }: AuthFlowInput,
): Promise<SignInResponse> {
  const { parameters } = call;
  const username = requireAuthParameter(parameters, "USERNAME");
  assertSecretHash(client, username, authParameter(parameters, "SECRET_HASH"));
  // unconfirmed: that it is asked before the user is looked for.
  assertCustomAuthConfigured(pool, "DefineAuthChallenge");
  // The SDKs' documentation spells the parameter in both ways.
  const challengeName = authParameter(parameters, "CHALLENGE_NAME") ?? authParameter(parameters, "ChallengeName");
  if (challengeName === "SRP_A") {
    throw new NotImplementedException("Custom sign-in with SRP is not implemented yet.");
  }
  const user = await findSignInUser(context, { pool, client }, username);
  if (user) assertMaySignIn(user);
  const progress = { flow, proofs: [], deviceKey: authParameter(parameters, "DEVICE_KEY") };
  if (!user) return continueDecoySignIn(context, { pool, client, unknownName: username, call, progress });
  return continueSignIn(context, { pool, client, user, userAsRead: user, call, progress, writes: [] });
}
