import { computeVerifier } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import { poolNameOf, type UserPool } from "../pools/user-pool.ts";
import type { PasswordRecord, User } from "../users/user.ts";

/** Length of a salt in bytes, as AWS uses. */
const SALT_BYTES = 16;

/** Whose password it is: both enter the verifier. */
export interface PasswordOwner {
  readonly pool: UserPool;
  readonly user: Pick<User, "username">;
}

/**
 * What is kept of a password: an SRP-6a verifier under a fresh salt.
 *
 * @param temporaryUntil when it stops working; absent for a permanent password
 */
export async function makePasswordRecord(
  { clock, random }: Pick<OperationContext, "clock" | "random">,
  { pool, user }: PasswordOwner,
  password: string,
  temporaryUntil?: EpochMilliseconds,
): Promise<PasswordRecord> {
  const salt = random.bytes(SALT_BYTES);
  const verifier = await computeVerifier({ poolName: poolNameOf(pool), userId: user.username, password, salt });
  return {
    salt: Buffer.from(salt).toString("hex"),
    verifier: Buffer.from(verifier).toString("base64"),
    setAt: clock.now(),
    temporaryUntil,
  };
}

/** Whether this is the password that the record was made of. */
export async function passwordMatches(
  { passwordVerifier }: Pick<OperationContext, "passwordVerifier">,
  { pool, user }: PasswordOwner,
  record: PasswordRecord,
  password: string,
): Promise<boolean> {
  return passwordVerifier.verifyPassword({
    poolName: poolNameOf(pool),
    userId: user.username,
    password,
    salt: Buffer.from(record.salt, "hex"),
    verifier: Buffer.from(record.verifier, "base64"),
  });
}
