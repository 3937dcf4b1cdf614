import type { TriggerEvent } from "../../ports/trigger-functions.ts";
import { invalidJson, unrecognizableOutput } from "./trigger-errors.ts";

/** The `response` that a function gave. Its members are for the trigger to read: see `response-members.ts`. */
export type TriggerResponse = Readonly<Record<string, unknown>>;

/** Whether a value is an object of JSON, as opposed to an array or `null`. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The members of an event that are text. */
const TEXTS = ["version", "triggerSource", "region", "userPoolId", "userName"] as const;

/** Whether a function has put a `null` where it got something else, or nothing. */
function hasNewNull(got: unknown, returned: unknown): boolean {
  if (returned === null) return got !== null;
  if (!isObject(returned)) return false;
  return Object.entries(returned).some(([name, value]) => hasNewNull(isObject(got) ? got[name] : undefined, value));
}

/**
 * The response in what a function returned, which has to be the whole event. AWS looks at its shape, not at the values:
 * members are there, of their types, spelled as they came, without `null` where there was none. Other members do no
 * harm (unconfirmed).
 *
 * @param event as the function got it
 * @throws InvalidLambdaResponseException `Invalid lambda function output : Invalid JSON`, `Unrecognizable lambda output`
 */
export function responseIn(event: TriggerEvent, payload: string | undefined): TriggerResponse {
  const returned = parsed(payload);
  if (!isObject(returned)) throw unrecognizableOutput();
  const { callerContext, request, response } = returned;
  const fits =
    TEXTS.every((name) => typeof returned[name] === "string") &&
    isObject(callerContext) &&
    typeof callerContext["awsSdkVersion"] === "string" &&
    typeof callerContext["clientId"] === "string" &&
    isObject(request) &&
    !hasNewNull(event.request, request);
  if (!fits || !isObject(response)) throw unrecognizableOutput();
  return response;
}

/** @throws InvalidLambdaResponseException nothing, `null`, or no JSON */
function parsed(payload: string | undefined): unknown {
  let value: unknown;
  try {
    value = JSON.parse(payload ?? "null");
  } catch {
    throw invalidJson();
  }
  if (value === null) throw invalidJson();
  return value;
}
