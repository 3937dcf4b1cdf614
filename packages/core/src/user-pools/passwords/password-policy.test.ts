import { randomPassword } from "@cogmock/crypto";
import type { PasswordPolicyType } from "@cogmock/protocol/user-pools";
import * as fc from "fast-check";
import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { assertPasswordMeetsPolicy } from "./password-policy.ts";

const policies = fc.record({
  MinimumLength: fc.integer({ min: 6, max: 99 }),
  RequireUppercase: fc.boolean(),
  RequireLowercase: fc.boolean(),
  RequireNumbers: fc.boolean(),
  RequireSymbols: fc.boolean(),
});

/** A generated password with few letters, so that each demand is missed now and then. */
const passwords = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "Z", "5", "~", "é", "Ü", "٣"), maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 120 }),
);

const SYMBOLS = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-".split("");

function refusal(policy: PasswordPolicyType, password: string): string | undefined {
  try {
    assertPasswordMeetsPolicy(policy, password);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** The policy as AWS's guide words it, character by character. */
function demandsMissed(policy: PasswordPolicyType, password: string): string[] {
  const has = (from: string, to: string) =>
    Array.from(password).some((character) => character >= from && character <= to);
  const missed: string[] = [];
  if (password.length < (policy.MinimumLength ?? 8)) missed.push("Password not long enough");
  if (policy.RequireUppercase && !has("A", "Z")) missed.push("Password must have uppercase characters");
  if (policy.RequireLowercase && !has("a", "z")) missed.push("Password must have lowercase characters");
  if (policy.RequireNumbers && !has("0", "9")) missed.push("Password must have numeric characters");
  const hasSymbol = SYMBOLS.some((symbol) => password.includes(symbol));
  if (policy.RequireSymbols && !hasSymbol) missed.push("Password must have symbol characters");
  return missed;
}

describe("assertPasswordMeetsPolicy", () => {
  test("lets every password pass that was generated for the policy", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const password = randomPassword(
          {
            length: policy.MinimumLength,
            uppercase: policy.RequireUppercase,
            lowercase: policy.RequireLowercase,
            numbers: policy.RequireNumbers,
            symbols: policy.RequireSymbols,
          },
          randomBytes,
        );
        expect(refusal(policy, password)).toBeUndefined();
      }),
    );
  });

  test("tells of the first demand that any other password misses", () => {
    fc.assert(
      fc.property(policies, passwords, (policy, password) => {
        const [first] = demandsMissed(policy, password);
        const expected = first && `InvalidPasswordException: Password does not conform to policy: ${first}`;
        expect(refusal(policy, password)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  test.each(SYMBOLS)("takes %s for a symbol", (symbol) => {
    expect(refusal({ MinimumLength: 6, RequireSymbols: true }, `aaaaa${symbol}`)).toBeUndefined();
  });

  test.each(["é", "€", " ", "§"])("does not take %s for a symbol", (character) => {
    expect(refusal({ MinimumLength: 6, RequireSymbols: true }, `aaaaa${character}`)).toBe(
      "InvalidPasswordException: Password does not conform to policy: Password must have symbol characters",
    );
  });
});
