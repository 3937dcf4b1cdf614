import { hkdfSync } from "node:crypto";
import { uuid } from "../random/uuid.ts";
import { elementBytes, elementToBytes, N, toNumber } from "./group.ts";

export interface DecoyInput {
  /** A secret of the pool, random and at least 16 bytes long, that stays the same as long as its decoys have to. */
  readonly secret: Uint8Array;
  readonly poolName: string;
  /** The name that nobody has. */
  readonly username: string;
}

/** What stands in for a user who does not exist. */
export interface Decoy {
  /** 16 bytes. */
  readonly salt: Uint8Array;
  /** A UUID, for `USER_ID_FOR_SRP`. */
  readonly userId: string;
  /** An element of the group of which nobody knows a password. */
  readonly verifier: Uint8Array;
}

/**
 * What to start and end a sign-in with for a user who does not exist. It is the same each time for the same name, as a
 * real user's salt is, and costs the same powers as a real user's; whatever the client then proves is wrong.
 *
 * @see RFC 5054, section 2.5.1.3
 */
export function decoySrp({ secret, poolName, username }: DecoyInput): Decoy {
  const name = JSON.stringify([poolName, username]);
  const bytes = new Uint8Array(hkdfSync("sha256", secret, "decoy", name, 16 + 16 + elementBytes));
  return {
    salt: bytes.subarray(0, 16),
    userId: uuid(() => bytes.subarray(16, 32)),
    verifier: elementToBytes(toNumber(bytes.subarray(32)) % N),
  };
}
