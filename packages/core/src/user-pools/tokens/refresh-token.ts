import { createOpaqueJwe, sha256Base64Url } from "@cogmock/crypto";
import type { Random } from "../../ports/random.ts";

/** The part of a refresh token, among the five of a JWE, that stays when the token is rotated: the encrypted key. */
const FAMILY_PART = 1;
const PARTS = 5;

/** A refresh token, as we know it again: its hashes, for the token itself is not kept. */
export interface RefreshTokenHashes {
  /** The same for a token and all that it is rotated into. */
  readonly family: string;
  /** Of the whole token. */
  readonly token: string;
}

/** A new refresh token. */
export function createRefreshToken(random: Random): string {
  return createOpaqueJwe((length) => random.bytes(length));
}

/** The token that takes the place of this one when it is rotated. */
export function rotateRefreshToken(random: Random, refreshToken: string): string {
  const parts = createRefreshToken(random).split(".");
  parts[FAMILY_PART] = refreshToken.split(".")[FAMILY_PART] ?? "";
  return parts.join(".");
}

/** The hashes by which a refresh token is looked up. What does not look like one has hashes that nothing is found by. */
export function hashRefreshToken(refreshToken: string): RefreshTokenHashes {
  return {
    family: sha256Base64Url(refreshToken.split(".", PARTS)[FAMILY_PART] ?? ""),
    token: sha256Base64Url(refreshToken),
  };
}
