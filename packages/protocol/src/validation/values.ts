const INT_MAX = 2 ** 31 - 1;
const INT_MIN = -(2 ** 31);

/** Fractions lose their fraction and too large numbers become the nearest int, as in the Java that AWS runs on. */
export function toInteger(value: number): number {
  return Math.min(INT_MAX, Math.max(INT_MIN, Math.trunc(value))) + 0;
}

/** The same for a long, kept within the whole numbers that a JSON number carries exactly. */
export function toLong(value: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, Math.trunc(value))) + 0;
}

/** Strings that AWS takes for booleans, in any case: recorded from Cognito for `yes`, from other services for the rest. */
const BOOLEAN_WORDS: ReadonlyMap<string, boolean> = new Map([
  ["TRUE", true],
  ["1", true],
  ["YES", true],
  ["FALSE", false],
  ["0", false],
  ["NO", false],
]);

/** Whether AWS takes the value for a boolean. */
export function isBooleanLike(value: unknown): boolean {
  return typeof value === "boolean" || (typeof value === "string" && BOOLEAN_WORDS.has(value.toUpperCase()));
}

/** The boolean that a value for which `isBooleanLike` holds stands for. */
export function toBoolean(value: boolean | string): boolean {
  return typeof value === "boolean" ? value : (BOOLEAN_WORDS.get(value.toUpperCase()) ?? false);
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Whether a value is base64 with padding (RFC 4648, section 4). */
export function isBlob(value: unknown): boolean {
  return typeof value === "string" && value.length % 4 === 0 && BASE64.test(value);
}

/** How many bytes well-formed base64 decodes to. */
export function blobLength(base64: string): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}

/** unconfirmed: how deep AWS lets a document nest. Far deeper ones overflow the stack of whoever prints them. */
const MAX_DEPTH = 500;

/** Whether a JSON value nests no deeper than is safe. Walks without recursion, whatever the depth. */
export function isShallow(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    level = level.flatMap((item) => (typeof item === "object" && item !== null ? Object.values(item) : []));
    if (level.length === 0) return true;
  }
  return false;
}
