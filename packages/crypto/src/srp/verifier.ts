import { createHash } from "node:crypto";
import { elementToBytes, pad } from "./group.ts";
import { powerOfG } from "./power.ts";

/** Whose password it is: a user's, or a remembered device's. */
export interface SrpIdentity {
  /** The part of the user pool's id after the `_`; the `DeviceGroupKey` of a device. */
  readonly poolName: string;
  /** The user's real username: what Cognito sends to clients as `USER_ID_FOR_SRP`; the `DeviceKey` of a device. */
  readonly userId: string;
}

/** A password together with what it is bound to. */
export interface SrpPassword extends SrpIdentity {
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
export function privateKey(password: SrpPassword): Uint8Array {
  return createHash("sha256").update(pad(password.salt)).update(hashIdentity(password)).digest();
}
