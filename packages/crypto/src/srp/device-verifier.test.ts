import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDeviceVerifier } from "./device-verifier.ts";
import { elementToBytes, N, pad, toNumber } from "./group.ts";

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

describe("readDeviceVerifier", () => {
  test("reads every salt and every number from 1 to N - 1, with or without a zero byte in front", () => {
    const salts = fc.uint8Array({ minLength: 1, maxLength: 20 });
    const edges = fc.constantFrom(1n, 127n, 128n, N - 1n);
    fc.assert(
      fc.property(salts, fc.oneof(edges, fc.bigInt({ min: 1n, max: N - 1n })), (salt, v) => {
        const shortest = pad(elementToBytes(v));
        const read = readDeviceVerifier({ Salt: base64(salt), PasswordVerifier: base64(shortest) });
        expect(read?.verifier).toEqual(elementToBytes(v));
        expect(toNumber(read?.salt ?? new Uint8Array())).toBe(toNumber(salt));
        const full = readDeviceVerifier({ Salt: base64(salt), PasswordVerifier: base64(elementToBytes(v)) });
        expect(full?.verifier).toEqual(elementToBytes(v));
      }),
    );
  });

  test.each([
    ["zero", { PasswordVerifier: "AA==" }],
    ["N", { PasswordVerifier: base64(elementToBytes(N)) }],
    ["more than N", { PasswordVerifier: base64(Buffer.alloc(400, 1)) }],
    ["nothing", { PasswordVerifier: "" }],
    ["what is not base64", { PasswordVerifier: "not base64!" }],
    ["no salt", { Salt: "" }],
    ["a salt that is not base64", { Salt: "\u0000" }],
    ["an enormous salt", { Salt: base64(Buffer.alloc(257, 1)) }],
  ])("refuses %s", (_, change) => {
    const right = { Salt: "AIwP/uASNFZ4mrze8BI0Vng=", PasswordVerifier: "Ag==" };
    expect(readDeviceVerifier(right)).toBeDefined();
    expect(readDeviceVerifier({ ...right, ...change })).toBeUndefined();
  });
});
