import { randomBytes } from "node:crypto";

/** The source of everything unpredictable: ids, secrets, salts, codes. */
export interface Random {
  /** This many random bytes. */
  bytes(length: number): Uint8Array;
}

/** The machine's cryptographically secure generator. */
export const secureRandom: Random = { bytes: (length) => randomBytes(length) };
