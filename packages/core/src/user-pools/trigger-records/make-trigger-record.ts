import { uuid } from "@cogmock/crypto";
import type { EndedInvocation } from "../../ports/request-functions.ts";
import type { Random } from "../../ports/random.ts";
import type { TriggerEvent } from "../../ports/trigger-functions.ts";
import type { InvocationOutcome } from "../../ports/triggers.ts";
import { nextInSequence } from "../../sequence.ts";
import { isJsonObject } from "../../json-object.ts";
import type { KeptTriggerRecord } from "./trigger-records.collection.ts";

/** What takes the place of a password, of which nothing is kept but verifiers, and of what a provider's tokens are. */
const HIDDEN = "***";

/** Of what a function returned no more is kept than this many characters. */
const MAX_RESPONSE_LENGTH = 65_536;

/** What is good somewhere else. The claims of an ID token are to be seen beside it. */
const SECRETS: ReadonlySet<string> = new Set(["password", "access_token", "id_token", "refresh_token"]);

/** A value without the secrets in it, wherever they are. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  return isJsonObject(value) ? membersWithoutSecrets(value) : value;
}

function membersWithoutSecrets(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, SECRETS.has(name) ? HIDDEN : withoutSecrets(value)]),
  );
}

/** What a function gave back: the event, as it should, or any part of it, secrets and all. What is no JSON stays as it is. */
function visibleResponse(payload: string): unknown {
  try {
    return withoutSecrets(JSON.parse(payload));
  } catch {
    return payload;
  }
}

/** The beginning, as text, of what is too much to keep. */
function keptResponse(payload: string): unknown {
  const response = visibleResponse(payload);
  if (payload.length <= MAX_RESPONSE_LENGTH) return response;
  const text = typeof response === "string" ? response : JSON.stringify(response);
  return `${text.slice(0, MAX_RESPONSE_LENGTH)}…`;
}

function whatBecameOf(outcome: InvocationOutcome): Pick<KeptTriggerRecord, "response" | "error"> {
  if (outcome.kind === "threw") return { error: outcome.errorMessage };
  if (outcome.kind === "timedOut") return { error: "No answer in time." };
  if (outcome.kind === "unreachable") return { error: outcome.reason };
  return outcome.payload === undefined ? {} : { response: keptResponse(outcome.payload) };
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
    request: { ...event, request: membersWithoutSecrets(event.request) },
    ...(error !== undefined && { error }),
    ...whatBecameOf(outcome),
    durationMilliseconds: Math.round(durationMilliseconds * 1000) / 1000,
    calledAt: new Date(startedAt).toISOString(),
    calledAtMilliseconds: startedAt,
    sequence: nextInSequence(),
  };
}
