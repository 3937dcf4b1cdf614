import { isJsonObject, type JsonObject } from "../../json-object.ts";
import type { TriggerEvent } from "../../ports/trigger-functions.ts";
import { invalidJson, unrecognizableOutput } from "./trigger-errors.ts";

/** The `response` that a function gave. Its members are for the trigger to read: see `response-members.ts`. */
export type TriggerResponse = JsonObject;

/** The members of an event that are text. */
const TEXTS = ["version", "triggerSource", "region", "userPoolId", "userName"] as const;

/** Whether a function has put a `null` where it got something else, or nothing. */
function hasNewNull(got: unknown, returned: unknown): boolean {
  if (returned === null) return got !== null;
  if (!isJsonObject(returned)) return false;
  return Object.entries(returned).some(([name, value]) => hasNewNull(isJsonObject(got) ? got[name] : undefined, value));
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
  if (!isJsonObject(returned)) throw unrecognizableOutput();
  const { callerContext, request, response } = returned;
  const fits =
    TEXTS.every((name) => typeof returned[name] === "string") &&
    isJsonObject(callerContext) &&
    typeof callerContext["awsSdkVersion"] === "string" &&
    typeof callerContext["clientId"] === "string" &&
    isJsonObject(request) &&
    !hasNewNull(event.request, request);
  if (!fits || !isJsonObject(response)) throw unrecognizableOutput();
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
