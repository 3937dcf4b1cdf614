import { isJsonObject } from "../../json-object.ts";
import type { TriggerResponse } from "./returned-event.ts";
import { unrecognizableOutput } from "./trigger-errors.ts";

/**
 * What a member of a response holds. `null` stands for nothing: it is what the function found there.
 *
 * @throws InvalidLambdaResponseException `Unrecognizable lambda output`: it holds something else
 */
type Reader<T> = (response: TriggerResponse, name: string) => T | undefined;

/** Reads members whose values are of one kind. */
function reader<T>(isOfKind: (value: unknown) => value is T): Reader<T> {
  return (response, name) => {
    const value = Object.hasOwn(response, name) ? response[name] : undefined;
    if (value === undefined || value === null) return undefined;
    if (!isOfKind(value)) throw unrecognizableOutput();
    return value;
  };
}

const isText = (value: unknown): value is string => typeof value === "string";
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";
const isTextList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

export const textMember: Reader<string> = reader(isText);
export const flagMember: Reader<boolean> = reader(isFlag);
export const textListMember: Reader<readonly string[]> = reader(isTextList);
export const objectMember: Reader<TriggerResponse> = reader(isJsonObject);

/**
 * A map of texts. Numbers and booleans in it become text (unconfirmed; known is that AWS refuses lists and objects),
 * `null` stands for nothing.
 */
export const textMapMember: Reader<Readonly<Record<string, string>>> = (response, name) => {
  const map = objectMember(response, name);
  if (map === undefined) return undefined;
  const texts: [string, string][] = [];
  for (const [key, value] of Object.entries(map)) {
    if (value === null) continue;
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
      throw unrecognizableOutput();
    }
    texts.push([key, String(value)]);
  }
  return Object.fromEntries(texts);
};
