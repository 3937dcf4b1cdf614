import type { RandomBytes } from "./random-bytes.ts";
import { randomIntegers, randomString } from "./random-string.ts";

const uppercaseLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const lowercaseLetters = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
// Those of Cognito's symbols that stand for themselves in an HTML message and in a JSON string: no & < > " ' ` \ here.
const plainSymbols = "^$*.[]{}()?!@#%/,:;|_~=+-";

/** What a password must have: the switches of a user pool's password policy (`PasswordPolicyType`). */
export interface RandomPasswordOptions {
  /** In characters; at least as many as kinds are demanded, at most 256. */
  readonly length: number;
  readonly uppercase: boolean;
  readonly lowercase: boolean;
  readonly numbers: boolean;
  readonly symbols: boolean;
}

/**
 * A password that satisfies a policy, for users who get one from Cognito: at least one character of each kind demanded,
 * in any order, and the others of any of these kinds. When no kind is demanded, lower-case letters and digits.
 *
 * @throws RangeError when the length cannot hold one character of each kind, or exceeds 256
 * @see Amazon Cognito Developer Guide, "Adding user pool password requirements"
 */
export function randomPassword(options: RandomPasswordOptions, randomBytes: RandomBytes): string {
  const demanded = [
    ...(options.uppercase ? [uppercaseLetters] : []),
    ...(options.lowercase ? [lowercaseLetters] : []),
    ...(options.numbers ? [digits] : []),
    ...(options.symbols ? [plainSymbols] : []),
  ];
  const { length } = options;
  if (!Number.isInteger(length) || length < demanded.length || length > 256) {
    throw new RangeError(`A password of ${length} characters cannot hold ${demanded.length} kinds of characters.`);
  }
  const all = demanded.length > 0 ? demanded.join("") : lowercaseLetters + digits;
  const oneOfEach = demanded.map((kind) => randomString(kind, 1, randomBytes)).join("");
  return shuffle(oneOfEach + randomString(all, length - demanded.length, randomBytes), randomBytes);
}

/** The characters in any order, each order equally likely (Fisher and Yates; Knuth, TAOCP 3.4.2, algorithm P). */
function shuffle(characters: string, randomBytes: RandomBytes): string {
  let rest = characters;
  let shuffled = "";
  while (rest.length > 0) {
    const [index = 0] = randomIntegers(1, rest.length, randomBytes);
    shuffled += rest.charAt(index);
    rest = rest.slice(0, index) + rest.slice(index + 1);
  }
  return shuffled;
}
