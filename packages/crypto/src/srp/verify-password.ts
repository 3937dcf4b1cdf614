import { createHmac, timingSafeEqual } from "node:crypto";
import type { RandomBytes } from "../random/random-bytes.ts";
import { RecentlyUsed } from "../recently-used.ts";
import { elementBytes } from "./group.ts";
import { computeVerifier, hashIdentity, type SrpPassword } from "./verifier.ts";

/** A password that someone typed, and what is stored of the right one. */
export interface PasswordAttempt extends SrpPassword {
  /** As `computeVerifier` made it. */
  readonly verifier: Uint8Array;
}

/**
 * Whether this is the password from which the verifier was made. The verifier is computed anew and compared in constant
 * time.
 */
export async function verifyPassword(attempt: PasswordAttempt): Promise<boolean> {
  if (attempt.verifier.length !== elementBytes) return false;
  return timingSafeEqual(await computeVerifier(attempt), attempt.verifier);
}

/** Checks passwords, and is quick about those that it has seen to be right. */
export interface PasswordVerifier {
  /** @see verifyPassword, whose answers these are */
  readonly verifyPassword: (attempt: PasswordAttempt) => Promise<boolean>;
}

export interface PasswordVerifierOptions {
  /** Where the secret comes from under which passwords are remembered; it lives as long as the verifier. */
  readonly randomBytes: RandomBytes;
  /** How many right passwords to remember; the least recently used is forgotten first. */
  readonly maxRemembered?: number;
}

/**
 * A `verifyPassword` that computes no power for a password it has found right before. What it remembers is an HMAC over
 * the attempt under a secret that never leaves the process. The stored verifier is part of the attempt, so that a
 * changed password is a new question and nothing has to be dropped.
 */
export function createPasswordVerifier({
  randomBytes,
  maxRemembered = 10_000,
}: PasswordVerifierOptions): PasswordVerifier {
  const secret = randomBytes(32);
  const foundRight = new RecentlyUsed<true>(maxRemembered);
  return {
    async verifyPassword(attempt) {
      const fingerprint = fingerprintOf(attempt, secret);
      if (foundRight.get(fingerprint)) return true;
      const isRight = await verifyPassword(attempt);
      if (isRight) foundRight.set(fingerprint, true);
      return isRight;
    },
  };
}

// Verifier (384 bytes in every right attempt) and identity (32) have a fixed length, so that the parts cannot run into
// one another.
function fingerprintOf(attempt: PasswordAttempt, secret: Uint8Array): string {
  return createHmac("sha256", secret)
    .update(attempt.verifier)
    .update(hashIdentity(attempt))
    .update(attempt.salt)
    .digest("base64url");
}
