import * as fc from "fast-check";
import { createHmac, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { generateTotpSecret, totpCode, verifyTotp } from "./totp.ts";

// "12345678901234567890", the secret of RFC 6238's test vectors.
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const seconds = (value: number) => value * 1000;

describe("totpCode", () => {
  // RFC 6238, appendix B; the last six of its eight digits.
  test.each([
    [59, "287082"],
    [1111111109, "081804"],
    [1111111111, "050471"],
    [1234567890, "005924"],
    [2000000000, "279037"],
    [20000000000, "353130"],
  ])("has the code of RFC 6238 at second %i", (time, code) => {
    expect(totpCode(secret, seconds(time))).toBe(code);
  });

  test("is RFC 4226's truncation of HMAC-SHA-1 over the step, for any key and time", () => {
    const times = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), times, (key, now) => {
        const step = Buffer.alloc(8);
        step.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
        const mac = createHmac("sha1", key).update(step).digest();
        const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 0x0f) & 0x7fffffff;
        const code = String(number % 1_000_000).padStart(6, "0");
        expect(
          totpCode(
            generateTotpSecret(() => key),
            now,
          ),
        ).toBe(code);
      }),
    );
  });
});

describe("verifyTotp", () => {
  const now = seconds(1_767_225_615); // the middle of a step
  const step = Math.floor(now / 30_000);

  test.each([-1, 0, 1])("accepts the code of the step %i away, and tells which step it was", (away) => {
    const code = totpCode(secret, now + away * 30_000);
    expect(verifyTotp({ secret, code, now })).toBe(step + away);
  });

  test.each([-20, -2, 2, 20])("refuses the code of the step %i away", (away) => {
    const code = totpCode(secret, now + away * 30_000);
    expect(verifyTotp({ secret, code, now })).toBeUndefined();
  });

  test("tells the same step for a code as long as it is accepted", () => {
    const code = totpCode(secret, now);
    for (const later of [0, 14_999, 15_000, 44_999]) {
      expect(verifyTotp({ secret, code, now: now + later })).toBe(step);
    }
    expect(verifyTotp({ secret, code, now: now + 45_000 })).toBeUndefined();
  });

  test("refuses another secret's code", () => {
    const other = generateTotpSecret(() => Buffer.alloc(32, 7));
    expect(verifyTotp({ secret, code: totpCode(other, now), now })).toBeUndefined();
  });

  test("refuses whatever is not six digits, without an error", () => {
    const digits = totpCode(secret, now);
    const forms = [digits.slice(1), `0${digits}`, ` ${digits}`, `${digits}\n`, "", "٢٨٧٠٨٢", "éééééé", "1e1000"];
    for (const code of forms) expect(verifyTotp({ secret, code, now })).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (code) => {
        expect(verifyTotp({ secret, code, now })).toBeUndefined();
      }),
    );
  });

  test("works from the first second of the epoch", () => {
    expect(verifyTotp({ secret, code: totpCode(secret, 0), now: 0 })).toBe(0);
    expect(verifyTotp({ secret, code: "000000", now: 0 })).toBeUndefined();
  });
});

describe("generateTotpSecret", () => {
  test("is 52 characters of base32", () => {
    expect(generateTotpSecret(randomBytes)).toMatch(/^[A-Z2-7]{52}$/);
    expect(generateTotpSecret(randomBytes)).not.toBe(generateTotpSecret(randomBytes));
  });

  test("contains every byte of randomness", () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, i) => i);
    for (let i = 0; i < 32; i += 1) {
      const changed = bytes.map((byte, at) => (at === i ? byte ^ 1 : byte));
      expect(generateTotpSecret(() => changed)).not.toBe(generateTotpSecret(() => bytes));
    }
  });
});
