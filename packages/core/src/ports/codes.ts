import { randomDigits } from "@cogmock/crypto";
import type { Random } from "./random.ts";

/** The source of the codes that people receive in messages. */
export interface CodeSource {
  /** A code of this many decimal digits. */
  next(digits: number): string;
}

/** The same codes every time, `123456` for six digits: what makes a local sign-up scriptable. */
export const fixedCodes: CodeSource = { next: (digits) => "123456789012345678".slice(0, digits) };

/** Unpredictable codes, as AWS sends them. */
export function randomCodes(random: Random): CodeSource {
  return { next: (digits) => randomDigits(digits, (length) => random.bytes(length)) };
}
