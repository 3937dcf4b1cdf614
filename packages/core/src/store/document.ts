import { type Stored, storedVersion } from "./store.ts";

/**
 * A deep-frozen copy of a document that knows its version. Members that are `undefined` are left out, as in JSON, and
 * whatever version the document carried before is replaced.
 *
 * @throws TypeError the document holds something that JSON cannot carry
 */
export function toStored<T extends object>(document: T, version: number): Stored<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a copy of every member is a T; types cannot follow the loop.
  const stored = copyMembers(document) as T & { [storedVersion]: number };
  stored[storedVersion] = version;
  return Object.freeze(stored);
}

/**
 * A document out of the JSON text it was kept as.
 *
 * @param json what `JSON.stringify` made of a stored document of this type
 */
export function storedFromJson<T extends object>(json: string, version: number): Stored<T> {
  const stored: T & { [storedVersion]: number } = JSON.parse(json);
  freezeMembers(stored);
  stored[storedVersion] = version;
  return Object.freeze(stored);
}

// Built member by member: V8 gives that a compact shape, where deleting `undefined` members from a spread copy would
// turn each document into a hash table of four times the size.
function copyMembers(source: object): object {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value === undefined) continue;
    // Plain assignment would set the prototype.
    if (name === "__proto__") Object.defineProperty(copy, name, { ...OWN_MEMBER, value: copyValue(value) });
    else copy[name] = copyValue(value);
  }
  return copy;
}

const OWN_MEMBER = { configurable: true, enumerable: true, writable: true };

function copyValue(value: unknown): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (!Number.isFinite(value)) throw notJson(String(value));
      return value === 0 ? 0 : value; // JSON has no negative zero
    case "object": {
      if (value === null) return null;
      if (Array.isArray(value)) return Object.freeze(Array.from(value, copyValue));
      const prototype: unknown = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null) throw notJson(`a ${value.constructor.name}`);
      return Object.freeze(copyMembers(value));
    }
    default:
      throw notJson(typeof value);
  }
}

function notJson(what: string): TypeError {
  return new TypeError(`a stored document holds JSON data only, not ${what}`);
}

function freezeMembers(value: object): void {
  for (const member of Object.values(value)) {
    if (typeof member !== "object" || member === null) continue;
    freezeMembers(member);
    Object.freeze(member);
  }
}
