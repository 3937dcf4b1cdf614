import type { RandomBytes } from "../random/random-bytes.ts";
import { challengeBytes, type UserVerification, type WebAuthnCredential } from "./credential.ts";

export interface RequestOptionsInput {
  /** The relying party's id: a domain. */
  readonly rpId: string;
  readonly userVerification: UserVerification;
  /** Those that the user has. */
  readonly credentials: readonly Pick<WebAuthnCredential, "id" | "transports">[];
  readonly randomBytes: RandomBytes;
}

/** What a `WEB_AUTHN` challenge has, as JSON, in `CREDENTIAL_REQUEST_OPTIONS`. */
export interface RequestOptions {
  readonly challenge: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly rpId: string;
  readonly allowCredentials: readonly {
    readonly type: "public-key";
    readonly id: string;
    readonly transports: readonly string[];
  }[];
  readonly userVerification: UserVerification;
}

/**
 * What a client hands to `navigator.credentials.get`, with a fresh challenge in it.
 *
 * unconfirmed: the transports, which are an empty list in AWS's example.
 *
 * @see AWS API Reference, InitiateAuth (members in this order); Web Authentication Level 3, section 5.5
 */
export function webAuthnRequestOptions(input: RequestOptionsInput): RequestOptions {
  const { rpId, userVerification, credentials, randomBytes } = input;
  return {
    challenge: Buffer.from(randomBytes(challengeBytes)).toString("base64url"),
    timeout: 180_000,
    rpId,
    allowCredentials: credentials.map(({ id, transports }) => ({ type: "public-key", id, transports })),
    userVerification,
  };
}
