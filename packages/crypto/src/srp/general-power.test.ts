import { constants, createPublicKey, publicEncrypt } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGeneralPower, type OpenSsl } from "./general-power.ts";
import { N, toNumber } from "./group.ts";

const openSsl: OpenSsl = { constants, createPublicKey, publicEncrypt };
const withoutOpenSsl: OpenSsl = {
  ...openSsl,
  createPublicKey: () => {
    throw new Error("Not supported.");
  },
};

const bases = fc.oneof(fc.constantFrom(0n, 1n, 2n, N - 1n, N, N + 2n), fc.bigInt({ min: 0n, max: N }));
const exponents = fc.oneof(
  fc.constantFrom(Uint8Array.of(0), Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(0, 0, 3), new Uint8Array(32)),
  fc.uint8Array({ minLength: 1, maxLength: 65 }),
);

describe.each([
  { name: "with OpenSSL", power: createGeneralPower(N, openSsl) },
  { name: "without OpenSSL", power: createGeneralPower(N, withoutOpenSsl) },
])("the general power $name", ({ power }) => {
  test("is the power taken step by step, for any base and exponent", () => {
    fc.assert(
      fc.property(bases, exponents, (base, exponent) => {
        expect(power(base, exponent)).toBe(powerByDefinition(base, toNumber(exponent)));
      }),
      { numRuns: 40 },
    );
  });
});

test("a modulus that is too small for OpenSSL's keys is computed with all the same", () => {
  const power = createGeneralPower(1_000_003n, openSsl);
  expect(power(2n, Uint8Array.of(20))).toBe(2n ** 20n % 1_000_003n);
});

function powerByDefinition(base: bigint, exponent: bigint): bigint {
  let power = 1n;
  for (const bit of exponent.toString(2)) power = (power * power * (bit === "1" ? base : 1n)) % N;
  return power;
}
