import { RecentlyUsed } from "../recently-used.ts";
import type { Jwt } from "./read-jwt.ts";
import type { PublicJwk } from "./signing-key.ts";

/** A token whose signature was verified. */
export interface GenuineToken {
  readonly jwt: Jwt;
  readonly signedBy: PublicJwk;
}

/**
 * Tokens found to be genuine, by their text, taken apart already: a token comes with every request of its bearer. What is
 * not genuine never gets here, so that nobody can fill this with what they made up.
 */
export const genuineTokens: RecentlyUsed<GenuineToken> = new RecentlyUsed(5_000);
