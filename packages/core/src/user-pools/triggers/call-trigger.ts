import type { OperationContext } from "../../operation-context.ts";
import type { TriggerEvent } from "../../ports/trigger-functions.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { responseIn, type TriggerResponse } from "./returned-event.ts";
import { awsSdkVersion } from "./sdk-version.ts";
import { requireReturned } from "./trigger-errors.ts";
import { functionArnOf, type TriggerName } from "./trigger-function.ts";

/** What calling a trigger takes. */
export type TriggerContext = Pick<OperationContext, "invokeOnce" | "caller">;

/**
 * The `clientId` of events of calls that administrators make, who come through no client. unconfirmed: for others than
 * AdminCreateUser. The console was seen to send `null`, which functions cannot return.
 */
export const CLIENT_ID_NOT_APPLICABLE = "CLIENT_ID_NOT_APPLICABLE";

/** One call of a trigger. */
export interface TriggerCall {
  readonly pool: UserPool;
  /** Through which the caller came; else `CLIENT_ID_NOT_APPLICABLE`. */
  readonly clientId: string;
  readonly userName: string;
  readonly trigger: TriggerName;
  readonly triggerSource: string;
  /** Of the event. */
  readonly version: "1" | "2" | "3";
  /** Members that are `undefined` are not sent. */
  readonly request: Readonly<Record<string, unknown>>;
  /** What the function finds in `response`: its members, without values. */
  readonly response: Readonly<Record<string, unknown>>;
}

/** Whether a trigger has a function that is called. */
export function callsFunction(
  { invokeOnce }: Pick<TriggerContext, "invokeOnce">,
  pool: UserPool,
  trigger: TriggerName,
): boolean {
  return invokeOnce !== undefined && functionArnOf(pool, trigger) !== undefined;
}

/** The event of a call, its members in AWS's order. */
export function eventOf({ caller }: Pick<TriggerContext, "caller">, call: TriggerCall): TriggerEvent {
  return {
    version: call.version,
    triggerSource: call.triggerSource,
    region: call.pool.region,
    userPoolId: call.pool.id,
    userName: call.userName,
    callerContext: { awsSdkVersion: awsSdkVersion(caller.userAgent), clientId: call.clientId },
    request: call.request,
    response: call.response,
  };
}

/**
 * What makes a call the same as an earlier one of its request: all of the event but what the trigger itself may have
 * changed of the user since, by operations of its own.
 */
function keyOf(functionArn: string, event: TriggerEvent): string {
  const { userAttributes: _, groupConfiguration: __, ...request } = event.request;
  return JSON.stringify([functionArn, { ...event, request }]);
}

/**
 * Runs the function that a pool names for a trigger.
 *
 * @returns the response; `undefined` where the pool names none, or no functions were configured at all
 * @throws UserLambdaValidationException the function threw
 * @throws InvalidLambdaResponseException it returned something other than the event
 * @throws UnexpectedLambdaException it could not be run
 * @see "Customizing user pool workflows with Lambda triggers" in the Amazon Cognito Developer Guide
 */
export async function callTrigger(context: TriggerContext, call: TriggerCall): Promise<TriggerResponse | undefined> {
  const functionArn = functionArnOf(call.pool, call.trigger);
  if (functionArn === undefined || !context.invokeOnce) return undefined;
  const event = eventOf(context, call);
  const invocation = { functionArn, payload: JSON.stringify(event) };
  const outcome = await context.invokeOnce(keyOf(functionArn, event), invocation);
  return responseIn(event, requireReturned(call.trigger, outcome));
}
