import type { OperationContext } from "../../operation-context.ts";
import { assertSecretHash } from "../clients/secret-hash.ts";
import { assertCustomAuthConfigured } from "../triggers/call-custom-auth-trigger.ts";
import type { AuthFlowInput } from "./auth-flows.ts";
import { type AuthParameters, authParameter, requireAuthParameter } from "./auth-parameters.ts";
import { beforeAuthentication } from "./before-authentication.ts";
import type { SignInResponse } from "./challenge.ts";
import { continueDecoySignIn } from "./custom-challenge.ts";
import { assertMaySignIn, findSignInUser } from "./first-factor.ts";
import type { SignInProgress } from "./sign-in-progress.ts";
import { continueSignIn } from "./sign-in.ts";
import { requireSrpA } from "./srp-exchange.ts";

/**
 * Whether a client wants to prove a password before the challenges. The SDKs' documentation spells the parameter in both
 * ways.
 */
function beginsWithSrp(parameters: AuthParameters): boolean {
  return (authParameter(parameters, "CHALLENGE_NAME") ?? authParameter(parameters, "ChallengeName")) === "SRP_A";
}

/**
 * CUSTOM_AUTH: a username, and challenges that the pool's triggers make up. It may begin with a password, by SRP; only
 * then the pre authentication trigger is called.
 *
 * @throws InvalidParameterException `Custom auth lambda trigger is not configured for the user pool.`; `Missing required
 *   parameter SRP_A`
 * @throws as `beforeAuthentication` and `customChallenge`
 */
export async function customAuthFlow(
  context: OperationContext,
  { flow, pool, client, call }: AuthFlowInput,
): Promise<SignInResponse> {
  const { parameters } = call;
  const username = requireAuthParameter(parameters, "USERNAME");
  const hasPassword = beginsWithSrp(parameters);
  if (hasPassword) requireSrpA(parameters);
  assertSecretHash(client, username, authParameter(parameters, "SECRET_HASH"));
  // unconfirmed: that it is asked before the user is looked for.
  assertCustomAuthConfigured(pool, "DefineAuthChallenge");
  const found = await findSignInUser(context, { pool, client }, username);
  if (found) assertMaySignIn(found);
  const attempt = { pool, client, call, user: found, username };
  const user = hasPassword ? await beforeAuthentication(context, attempt) : found;
  const progress: SignInProgress = {
    flow,
    proofs: [],
    deviceKey: authParameter(parameters, "DEVICE_KEY"),
    results: hasPassword ? [{ challengeName: "SRP_A", challengeResult: true }] : [],
  };
  if (!user) return continueDecoySignIn(context, { pool, client, unknownName: username, call, progress });
  return continueSignIn(context, { pool, client, user, userAsRead: user, call, progress, writes: [] });
}
