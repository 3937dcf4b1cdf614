import type { RandomBytes } from "./random-bytes.ts";

/**
 * A random number of so many bits in base 32, digits `0`–`9` then `a`–`v`, without leading zeros. Cognito's client ids
 * are such numbers of 130 bits (25 or 26 characters, rarely fewer), its client secrets of 258 (51 or 52): recorded from
 * AWS.
 */
export function randomBase32Number(bits: number, randomBytes: RandomBytes): string {
  const bytes = randomBytes(Math.ceil(bits / 8));
  return BigInt.asUintN(bits, BigInt(`0x${Buffer.from(bytes).toString("hex")}`)).toString(32);
}
