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
  const salt = Buffer.from(random.bytes(SALT_BYTES)).toString("hex");
  const verifier = await computeVerifier({ poolName: poolNameOf(pool), userId: user.username, password, salt });
  return { salt, verifier: Buffer.from(verifier).toString("base64"), setAt: clock.now(), temporaryUntil };
}

/** Whether this is the user's password. A user without a password has none that fits. */
export async function passwordMatches(
  { passwordVerifier }: Pick<OperationContext, "passwordVerifier">,
  { pool, user }: { readonly pool: UserPool; readonly user: Pick<User, "username" | "password"> },
  password: string,
): Promise<boolean> {
  if (!user.password) return false;
  return passwordVerifier.verify({
    poolName: poolNameOf(pool),
    userId: user.username,
    password,
    salt: user.password.salt,
    verifier: user.password.verifier,
  });
}
