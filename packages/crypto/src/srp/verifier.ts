import { createHash } from "node:crypto";
import { aloneOrAway } from "../alone-or-away.ts";
import { createFixedBasePower } from "./fixed-base-power.ts";
import { elementToBytes, g, N, pad } from "./group.ts";
import { createPowerThreads } from "./power-threads.ts";

/** A password together with what it is bound to. */
export interface SrpPassword {
  /** The part of the user pool's id after the `_`. */
  readonly poolName: string;
  /** The user's real username: what Cognito sends to clients as `USER_ID_FOR_SRP`. */
  readonly userId: string;
  readonly password: string;
  /** A big-endian number, of 16 random bytes as a rule. */
  readonly salt: Uint8Array;
}

/**
 * The password verifier that is kept in place of a password: v = g^x mod N.
 *
 * A single one is computed on the event loop (0.25 ms; the first of a process takes 8 ms more), several at once on
 * other threads.
 *
 * @returns v, big-endian, always 384 bytes
 * @see RFC 5054, section 2.5.3; AWS's own clients (amazon-cognito-identity-js, AuthenticationHelper) for the hashes
 */
export async function computeVerifier(password: SrpPassword): Promise<Uint8Array> {
  return elementToBytes(await powerOfG(privateKey(password)));
}

/** H(poolName | userId | ":" | password): all that is secret in x. */
export function hashIdentity({ poolName, userId, password }: SrpPassword): Uint8Array {
  return createHash("sha256").update(`${poolName}${userId}:${password}`, "utf8").digest();
}

/** x = H(pad(salt) | H(poolName | userId | ":" | password)). */
function privateKey(password: SrpPassword): Uint8Array {
  return createHash("sha256").update(pad(password.salt)).update(hashIdentity(password)).digest();
}

let powerHere: ((exponent: Uint8Array) => bigint) | undefined;

function computeHere(exponent: Uint8Array): bigint {
  // Not at import: the tables take 8 ms, and a server should have started by then.
  powerHere ??= createFixedBasePower({ base: g, modulus: N });
  return powerHere(exponent);
}

const powerOfG: (exponent: Uint8Array) => Promise<bigint> = aloneOrAway({
  here: computeHere,
  away: createPowerThreads({ base: g, modulus: N }, computeHere),
});
