import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareEncoded, encodeKey, encodeKeyPrefix, endOfPrefix, type Key } from "./key.ts";

const partArbitrary = fc.oneof(
  fc.string({
    unit: fc.constantFrom("a", "b", "\u0000", "\u0001", "\u0002", "\u0003", "\ud7ff", "～", "😀", "\u{10ffff}"),
    maxLength: 4,
  }),
  fc.string({ unit: "binary", maxLength: 4 }),
);
const keyArbitrary: fc.Arbitrary<readonly string[]> = fc.array(partArbitrary, { minLength: 1, maxLength: 3 });

function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function compareParts(left: readonly string[], right: readonly string[]): number {
  for (const [position, part] of left.entries()) {
    const other = right[position];
    if (other === undefined) return 1;
    const order = compareBytes(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

describe("an encoded key", () => {
  test("is ordered as its parts are", () => {
    fc.assert(
      fc.property(keyArbitrary, keyArbitrary, (left, right) => {
        const order = compareEncoded(encodeKey(left), encodeKey(right));
        expect(Math.sign(order)).toBe(Math.sign(compareParts(left, right)));
      }),
    );
  });

  test("compares as its UTF-8 bytes do", () => {
    fc.assert(
      fc.property(keyArbitrary, keyArbitrary, (left, right) => {
        const [a, b] = [encodeKey(left), encodeKey(right)];
        expect(Math.sign(compareEncoded(a, b))).toBe(Math.sign(compareBytes(a, b)));
      }),
    );
  });

  test("orders numbers by size", () => {
    const sizes = [0, 1, 9, 10, 99, 100, 1_767_225_600_000, Number.MAX_SAFE_INTEGER];
    const encoded = sizes.map((size) => encodeKey([size]));
    expect(encoded.toSorted(compareEncoded)).toEqual(encoded);
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])("cannot hold %d", (size) => {
    expect(() => encodeKey([size])).toThrow(RangeError);
  });

  test("holds no NUL and no lone surrogate", () => {
    const encoded = encodeKey(["a\u0000b", "\ud800"]);
    expect(encoded).not.toContain("\u0000");
    expect(encoded.isWellFormed()).toBe(true);
  });
});

describe("the end of a prefix", () => {
  test("lies above all that begins with the prefix and below all else that is above the prefix", () => {
    fc.assert(
      fc.property(keyArbitrary, partArbitrary, keyArbitrary, (whole, start, key: Key) => {
        const prefix = encodeKey(whole) + encodeKeyPrefix(start);
        const encoded = encodeKey(key);
        const end = endOfPrefix(prefix);
        const isInRange =
          compareEncoded(encoded, prefix) >= 0 && (end === undefined || compareEncoded(encoded, end) < 0);
        expect(isInRange).toBe(encoded.startsWith(prefix));
      }),
    );
  });

  test.each([
    ["", undefined],
    ["\u{10ffff}\u{10ffff}", undefined],
    ["a", "b"],
    ["a\u{10ffff}", "b"],
    ["\ud7ff", "\ue000"],
    ["\uffff", "\u{10000}"],
  ])("%j is %j", (prefix, end) => {
    expect(endOfPrefix(prefix)).toBe(end);
  });
});
