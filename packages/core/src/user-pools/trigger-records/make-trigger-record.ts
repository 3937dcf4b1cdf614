import { uuid } from "@cogmock/crypto";
import type { EndedInvocation } from "../../ports/request-functions.ts";
import type { Random } from "../../ports/random.ts";
import type { TriggerEvent } from "../../ports/trigger-functions.ts";
import type { InvocationOutcome } from "../../ports/triggers.ts";
import { nextInSequence } from "../../sequence.ts";
import { isJsonObject } from "../../json-object.ts";
import type { KeptTriggerRecord } from "./trigger-records.collection.ts";

/** What takes the place of a password, of which nothing is kept but verifiers. */
const HIDDEN = "***";

/** Of what a function returned no more is kept than this many characters. */
const MAX_RESPONSE_LENGTH = 65_536;

function withoutPassword(event: TriggerEvent): TriggerEvent {
  return "password" in event.request ? { ...event, request: { ...event.request, password: HIDDEN } } : event;
}

function responseOf(payload: string): unknown {
  if (payload.length > MAX_RESPONSE_LENGTH) return `${payload.slice(0, MAX_RESPONSE_LENGTH)}…`;
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}

/** What a function gave back. It may have given the event back, password and all. */
function visibleResponse(payload: string): unknown {
  const response = responseOf(payload);
  if (!isJsonObject(response) || !isJsonObject(response["request"]) || !("password" in response["request"]))
    return response;
  return { ...response, request: { ...response["request"], password: HIDDEN } };
}

function whatBecameOf(outcome: InvocationOutcome): Pick<KeptTriggerRecord, "response" | "error"> {
  if (outcome.kind === "threw") return { error: outcome.errorMessage };
  if (outcome.kind === "timedOut") return { error: "No answer in time." };
  if (outcome.kind === "unreachable") return { error: outcome.reason };
  return outcome.payload === undefined ? {} : { response: visibleResponse(outcome.payload) };
}

/** The record of a call. @param error what was found amiss with what the function returned */
export function makeTriggerRecord(
  { random }: { readonly random: Random },
  { invocation, outcome, startedAt, durationMilliseconds }: EndedInvocation,
  error?: string,
): KeptTriggerRecord {
  const event: TriggerEvent = JSON.parse(invocation.payload);
  return {
    id: uuid((length) => random.bytes(length)),
    userPoolId: event.userPoolId,
    username: event.userName,
    triggerSource: event.triggerSource,
    functionArn: invocation.functionArn,
    request: withoutPassword(event),
    ...(error !== undefined && { error }),
    ...whatBecameOf(outcome),
    durationMilliseconds: Math.round(durationMilliseconds * 1000) / 1000,
    calledAt: new Date(startedAt).toISOString(),
    calledAtMilliseconds: startedAt,
    sequence: nextInSequence(),
  };
}
