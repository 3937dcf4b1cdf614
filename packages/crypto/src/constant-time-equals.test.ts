import * as fc from "fast-check";
import { expect, test } from "vitest";
import { constantTimeEquals } from "./constant-time-equals.ts";
import { sha256Base64Url } from "./sha256.ts";

test("two texts are equal exactly when they are the same text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
      expect(constantTimeEquals(a, b)).toBe(a === b);
      expect(constantTimeEquals(a, a)).toBe(true);
      expect(constantTimeEquals(a, `${a}x`)).toBe(false);
    }),
  );
});

test("sha256Base64Url gives FIPS 180-4's example in base64url", () => {
  const example = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(sha256Base64Url("abc")).toBe(Buffer.from(example, "hex").toString("base64url"));
});
