import { randomBytes, randomFillSync } from "node:crypto";

/** The source of everything unpredictable: ids, secrets, salts, codes. */
export interface Random {
  /** This many random bytes. */
  bytes(length: number): Uint8Array;
}

const RESERVE_BYTES = 4096;

/**
 * The machine's cryptographically secure generator. Small amounts are cut from a reserve, since asking the generator costs
 * more than what most requests do with its answer. Each byte is handed out once and does not stay behind.
 */
export const secureRandom: Random = createSecureRandom();

function createSecureRandom(): Random {
  const reserve = new Uint8Array(RESERVE_BYTES);
  let used = RESERVE_BYTES;
  return {
    bytes(length) {
      if (length > RESERVE_BYTES / 2) return randomBytes(length);
      if (used + length > RESERVE_BYTES) {
        randomFillSync(reserve);
        used = 0;
      }
      const bytes = reserve.slice(used, used + length);
      reserve.fill(0, used, used + length);
      used += length;
      return bytes;
    },
  };
}
