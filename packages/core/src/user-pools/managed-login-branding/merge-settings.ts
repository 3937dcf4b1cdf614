import type { JsonValue } from "@cogmock/protocol/user-pools";

type JsonObject = { readonly [member: string]: JsonValue };

/** Whether it is a JSON object, neither a list nor a bare value. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Settings with others laid over them: objects member by member, so that what is not named stays; anything else, lists
 * among it, is replaced.
 */
export function mergeSettings(below: JsonValue | undefined, above: JsonValue): JsonValue {
  if (!isJsonObject(below) || !isJsonObject(above)) return above;
  const members = new Map(Object.entries(below));
  for (const [name, value] of Object.entries(above)) members.set(name, mergeSettings(members.get(name), value));
  return Object.fromEntries(members);
}
