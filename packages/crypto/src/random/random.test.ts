import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomBase32Number } from "./base32-number.ts";
import { type RandomPasswordOptions, randomPassword } from "./random-password.ts";
import { randomDigits, randomIntegers, randomString } from "./random-string.ts";
import { cognitoSub, uuid } from "./uuid.ts";

/** Every byte value in turn, so that what is unbiased comes out exactly even. */
function startBytesInTurn() {
  let next = 0;
  return (length: number) => Uint8Array.from({ length }, () => next++ % 256);
}

const allOnes = (length: number) => new Uint8Array(length).fill(0xff);
const allZeros = (length: number) => new Uint8Array(length);

describe("randomDigits and randomString", () => {
  test("make each character of the alphabet equally likely", () => {
    for (const alphabet of ["0123456789", "abc", "x", "ABCDEFGHIJKLMNOPQRSTUVWXYZ!"]) {
      const perCharacter = Math.floor(256 / alphabet.length);
      const text = randomString(alphabet, perCharacter * alphabet.length, startBytesInTurn());
      for (const character of alphabet) expect(text.split(character)).toHaveLength(perCharacter + 1);
    }
    expect(randomDigits(250, startBytesInTurn()).split("9")).toHaveLength(26);
  });

  test("have the length asked for and use the whole alphabet, leading zeros too", () => {
    const codes = Array.from({ length: 500 }, () => randomDigits(6, randomBytes));
    for (const code of codes) expect(code).toMatch(/^\d{6}$/);
    for (const digit of "0123456789") expect(codes.some((code) => code.startsWith(digit))).toBe(true);
    expect(randomDigits(0, randomBytes)).toBe("");
  });

  test("refuse an alphabet that bytes cannot choose from", () => {
    expect(() => randomString("", 1, randomBytes)).toThrow(RangeError);
    expect(() => randomIntegers(1, 257, randomBytes)).toThrow(RangeError);
    expect(() => randomIntegers(1, 1.5, randomBytes)).toThrow(RangeError);
  });
});

describe("randomBase32Number", () => {
  test("reaches from zero to the largest number of so many bits", () => {
    expect(randomBase32Number(130, allZeros)).toBe("0");
    expect(randomBase32Number(130, allOnes)).toBe("v".repeat(26));
    expect(randomBase32Number(258, allOnes)).toBe(`7${"v".repeat(51)}`);
  });

  test("looks like Cognito's client ids and secrets", () => {
    for (let i = 0; i < 200; i += 1) {
      expect(randomBase32Number(130, randomBytes)).toMatch(/^[1-9a-v][0-9a-v]{20,25}$/);
      expect(randomBase32Number(258, randomBytes)).toMatch(/^[1-9a-v][0-9a-v]{45,51}$/);
    }
  });
});

describe("uuid and cognitoSub", () => {
  test("a uuid is a random one of version 4", () => {
    expect(uuid(allZeros)).toBe("00000000-0000-4000-8000-000000000000");
    expect(uuid(allOnes)).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
  });

  test("a sub has 70 at the head of its third group, and all else is random", () => {
    expect(cognitoSub(allZeros)).toBe("00000000-0000-7000-0000-000000000000");
    expect(cognitoSub(allOnes)).toBe("ffffffff-ffff-70ff-ffff-ffffffffffff");
  });

  test("leave the bytes they were given as they were", () => {
    const bytes = allOnes(16);
    uuid(() => bytes);
    cognitoSub(() => bytes);
    expect(bytes).toEqual(allOnes(16));
  });
});

describe("randomPassword", () => {
  const kinds: [keyof RandomPasswordOptions, RegExp][] = [
    ["uppercase", /[A-Z]/],
    ["lowercase", /[a-z]/],
    ["numbers", /\d/],
    ["symbols", /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/],
  ];
  const options: fc.Arbitrary<RandomPasswordOptions> = fc.record({
    length: fc.integer({ min: 4, max: 99 }),
    uppercase: fc.boolean(),
    lowercase: fc.boolean(),
    numbers: fc.boolean(),
    symbols: fc.boolean(),
  });

  test("satisfies every policy, with nothing in it that the policy does not name", () => {
    fc.assert(
      fc.property(options, (policy) => {
        const password = randomPassword(policy, randomBytes);
        expect(password).toHaveLength(policy.length);
        expect(password).toMatch(/^[!-~]+$/);
        const isDemanding = kinds.some(([kind]) => policy[kind]);
        for (const [kind, pattern] of kinds) {
          if (isDemanding) expect(pattern.test(password)).toBe(policy[kind]);
        }
      }),
    );
  });

  test("puts each kind at any place", () => {
    const policy = { length: 4, uppercase: true, lowercase: true, numbers: true, symbols: true };
    const passwords = Array.from({ length: 400 }, () => randomPassword(policy, randomBytes));
    for (const [, pattern] of kinds) {
      for (const place of [0, 1, 2, 3]) {
        expect(passwords.some((password) => pattern.test(password.charAt(place)))).toBe(true);
      }
    }
  });

  test("refuses a length that cannot hold one of each kind, or that Cognito does not allow", () => {
    const policy = { uppercase: true, lowercase: true, numbers: true, symbols: true };
    expect(() => randomPassword({ ...policy, length: 3 }, randomBytes)).toThrow(RangeError);
    expect(() => randomPassword({ ...policy, length: 257 }, randomBytes)).toThrow(RangeError);
  });
});
