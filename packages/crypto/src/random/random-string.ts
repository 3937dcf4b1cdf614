import type { RandomBytes } from "./random-bytes.ts";

/**
 * Whole numbers from 0 up to below `bound`, each equally likely. A byte that would favour the small ones is thrown away.
 *
 * @throws RangeError when the bound is not a whole number from 1 to 256
 */
export function randomIntegers(count: number, bound: number, randomBytes: RandomBytes): number[] {
  if (!Number.isInteger(bound) || bound < 1 || bound > 256) {
    throw new RangeError(`A bound from 1 to 256 was expected, got ${bound}.`);
  }
  const firstUneven = 256 - (256 % bound);
  const numbers: number[] = [];
  while (numbers.length < count) {
    for (const byte of randomBytes(count - numbers.length)) {
      if (byte < firstUneven) numbers.push(byte % bound);
    }
  }
  return numbers;
}

/**
 * A string in which each character of the alphabet is equally likely at each place.
 *
 * @param alphabet 1 to 256 characters of the Basic Multilingual Plane, each once
 * @param length in characters
 * @throws RangeError when the alphabet is empty or too large
 */
export function randomString(alphabet: string, length: number, randomBytes: RandomBytes): string {
  return randomIntegers(length, alphabet.length, randomBytes)
    .map((index) => alphabet.charAt(index))
    .join("");
}

/** A code of so many decimal digits, leading zeros included, as Cognito sends it by e-mail and SMS. */
export function randomDigits(length: number, randomBytes: RandomBytes): string {
  return randomString("0123456789", length, randomBytes);
}
