import { InvalidParameterException, UnexpectedLambdaException } from "@cogmock/protocol/errors";
import type { UserPool } from "../pools/user-pool.ts";
import { callTrigger, type TriggerCall, type TriggerContext } from "./call-trigger.ts";
import type { TriggerResponse } from "./returned-event.ts";
import { functionArnOf } from "./trigger-function.ts";

/** The triggers without which there is no custom sign-in. */
type CustomAuthTrigger = "DefineAuthChallenge" | "CreateAuthChallenge" | "VerifyAuthChallengeResponse";

/** @throws InvalidParameterException `Custom auth lambda trigger is not configured for the user pool.` */
export function assertCustomAuthConfigured(pool: UserPool, trigger: CustomAuthTrigger): void {
  if (functionArnOf(pool, trigger) === undefined) {
    throw new InvalidParameterException("Custom auth lambda trigger is not configured for the user pool.");
  }
}

/** What AWS never says: there, somebody always looks for the function. */
function noFunctions(pool: UserPool, trigger: CustomAuthTrigger): UnexpectedLambdaException {
  const functionArn = functionArnOf(pool, trigger);
  return new UnexpectedLambdaException(
    `${trigger} invocation failed: no Lambda functions are configured here. Hand ${functionArn} to createCognito in "triggers".`,
  );
}

/**
 * Runs one of the triggers of custom sign-in, which cannot do without.
 *
 * @throws InvalidParameterException as `assertCustomAuthConfigured`
 * @throws UnexpectedLambdaException no functions were configured, and as `callTrigger`
 * @throws as `callTrigger`
 */
export async function callCustomAuthTrigger(
  context: TriggerContext,
  call: Omit<TriggerCall, "triggerSource" | "version"> & { readonly trigger: CustomAuthTrigger },
): Promise<TriggerResponse> {
  assertCustomAuthConfigured(call.pool, call.trigger);
  const triggerSource = `${call.trigger}_Authentication`;
  const response = await callTrigger(context, { ...call, triggerSource, version: "1" });
  if (!response) throw noFunctions(call.pool, call.trigger);
  return response;
}
