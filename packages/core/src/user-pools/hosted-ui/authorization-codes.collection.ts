import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";
import type { HostedSignIn } from "../authentication/challenge.ts";
import type { OAuthGrant } from "../tokens/token-sessions.collection.ts";

/** What a client is to get for a user who has signed in on the pool's pages, and what it has to show for it. */
export interface Authorization extends OAuthGrant {
  readonly userPoolId: string;
  readonly clientId: string;
  /** Where the code went; to be named again when it is redeemed. */
  readonly redirectUri: string;
  /** PKCE (RFC 7636): the base64url SHA-256 of the verifier. */
  readonly codeChallenge?: string | undefined;
  readonly signIn: HostedSignIn;
  /** The `SessionId` of the session of single sign-on that it came through, where the pool tracks sessions. */
  readonly ssoSessionId?: string | undefined;
}

/** An authorization code that was given out (RFC 6749, section 4.1.2). */
export interface AuthorizationCode extends Authorization {
  /** The hash of the code, which is not kept. */
  readonly hash: string;
  readonly expiresAt: EpochMilliseconds;
  /** A code is good once. */
  readonly usedAt?: EpochMilliseconds | undefined;
}

/** Codes of all pools; gone when they expire. */
export const authorizationCodes: Collection<AuthorizationCode> = defineCollection<AuthorizationCode>({
  name: "authorizationCodes",
  key: (code) => [code.hash],
  expiresAt: (code) => code.expiresAt,
});
