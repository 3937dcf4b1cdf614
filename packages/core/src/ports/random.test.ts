import { expect, test } from "vitest";
import { secureRandom } from "./random.ts";

test.each([0, 1, 16, 2_048, 2_049, 10_000])("gives %d bytes when asked for so many", (length) => {
  expect(secureRandom.bytes(length)).toHaveLength(length);
});

test("hands out no bytes twice and no zeros in place of random ones, however much is asked for", () => {
  const seen = new Set<string>();
  for (let round = 0; round < 2_000; round++) {
    const hex = Buffer.from(secureRandom.bytes(8 + (round % 50))).toString("hex", 0, 8);
    expect(seen.has(hex)).toBe(false);
    seen.add(hex);
  }
  expect(seen.has("0000000000000000")).toBe(false);
});

test("what was handed out stays as it was, and is its receiver's to change", () => {
  const first = secureRandom.bytes(32);
  const copy = Uint8Array.from(first);
  const second = secureRandom.bytes(32).fill(1);
  expect(first).toEqual(copy);
  expect(second).toEqual(new Uint8Array(32).fill(1));
  expect(secureRandom.bytes(32)).not.toEqual(second);
});
