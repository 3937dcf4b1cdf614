/** One component of a key or of an index entry. Numbers are non-negative safe integers, for instance epoch milliseconds. */
export type KeyPart = string | number;

/** A key, or an index entry: components in order of significance. */
export type Key = readonly KeyPart[];

/** Ends every part of an encoded key. Sorts below all text, which never holds it. */
export const KEY_SEPARATOR = "\u0001";

const ESCAPES: Readonly<Record<string, string>> = {
  "\u0000": "\u0002\u0003",
  "\u0001": "\u0002\u0004",
  "\u0002": "\u0002\u0005",
};
// oxlint-disable-next-line no-control-regex -- these are the characters that a key must not hold as they are
const NEEDS_ESCAPE = /[\u0000-\u0002]/;
// oxlint-disable-next-line no-control-regex -- as above
const TO_ESCAPE = /[\u0000-\u0002]/g;
const NUMBER_DIGITS = 16;
const LAST_CODE_POINT = 0x10ffff;
const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;

/**
 * A part without its separator; the start of every encoded part that begins with the same text.
 *
 * @throws RangeError a number that is negative, fractional or too large to keep its order
 */
export function encodeKeyPrefix(part: KeyPart): string {
  if (typeof part === "number") {
    if (!Number.isSafeInteger(part) || part < 0)
      throw new RangeError(`a number in a key must be a non-negative safe integer, not ${part}`);
    return part.toString().padStart(NUMBER_DIGITS, "0");
  }
  const wellFormed = part.isWellFormed() ? part : part.toWellFormed();
  return NEEDS_ESCAPE.test(wellFormed)
    ? wellFormed.replace(TO_ESCAPE, (character) => ESCAPES[character] ?? character)
    : wellFormed;
}

/**
 * A key as one string whose order, compared bytewise in UTF-8, is the order of its parts: every part ends with a
 * separator below all text, so `["a"]` sorts before `["a", "b"]` and before `["ab"]`. Holds no NUL, which
 * PostgreSQL's `text` cannot store. Lone surrogates, which UTF-8 cannot carry, become U+FFFD.
 */
export function encodeKey(key: Key): string {
  let encoded = "";
  for (const part of key) encoded += encodeKeyPrefix(part) + KEY_SEPARATOR;
  return encoded;
}

/**
 * The order that every driver keeps: bytewise in UTF-8, which is by code point. (JavaScript's `<` compares UTF-16 code
 * units and would put U+1F600 before U+FF5E.)
 *
 * @returns negative, zero or positive
 */
export function compareEncoded(left: string, right: string): number {
  if (left === right) return 0;
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a === b) continue;
    const aIsSurrogate = (a & 0xf800) === 0xd800;
    const bIsSurrogate = (b & 0xf800) === 0xd800;
    if (aIsSurrogate === bIsSurrogate) return a - b;
    return aIsSurrogate ? 1 : -1;
  }
  return left.length - right.length;
}

/**
 * The least text that sorts above everything that begins with `prefix`: the exclusive end of a range scan.
 *
 * @returns undefined where there is none, because nothing sorts above (the empty prefix)
 */
export function endOfPrefix(prefix: string): string | undefined {
  let end = prefix.length;
  while (end > 0) {
    const isPair = end > 1 && isLowSurrogate(prefix.charCodeAt(end - 1));
    end -= isPair ? 2 : 1;
    const codePoint = prefix.codePointAt(end) ?? 0;
    if (codePoint === LAST_CODE_POINT) continue;
    const next = codePoint + 1 === FIRST_SURROGATE ? AFTER_SURROGATES : codePoint + 1;
    return prefix.slice(0, end) + String.fromCodePoint(next);
  }
  return undefined;
}

/** The second half of a character beyond U+FFFF; encoded text is well-formed, so the first half stands before it. */
function isLowSurrogate(codeUnit: number): boolean {
  return (codeUnit & 0xfc00) === 0xdc00;
}
