import { hash, timingSafeEqual } from "node:crypto";

/**
 * Whether two secrets are the same, in a time that tells nothing about where they differ. Their hashes are compared, which
 * have the same length whatever the secrets'.
 */
export function constantTimeEquals(a: string, b: string): boolean {
  return timingSafeEqual(hash("sha256", a, "buffer"), hash("sha256", b, "buffer"));
}
