/** `UserVerification` of a pool's WebAuthnConfiguration: whether the authenticator must know who uses it. */
export type UserVerification = "preferred" | "required";

/** A registered passkey. Plain data: it can be stored as JSON. */
export interface WebAuthnCredential {
  /** Base64url. */
  readonly id: string;
  /** The public key in COSE's form (RFC 9052, section 7), base64url. */
  readonly publicKey: string;
  /** How often the authenticator says it has signed; 0 for ever with most passkeys. */
  readonly counter: number;
  /** The authenticator's model, a UUID; all zeros when it does not say. */
  readonly aaguid: string;
  readonly transports: readonly string[];
  /** How it was attached when it was registered, if the client said so. */
  readonly authenticatorAttachment?: AuthenticatorAttachment;
}

export type AuthenticatorAttachment = "cross-platform" | "platform";

/** COSE's numbers of the algorithms (RFC 9053, section 2; RFC 8812, section 2). */
const algorithms = { ES256: -7, EdDSA: -8, RS256: -257 } as const;

/** What a client is asked for, as AWS's API reference shows it. */
export const offeredAlgorithms: readonly number[] = [algorithms.ES256, algorithms.RS256];

/** unconfirmed: that EdDSA is accepted. No client chooses it by itself, since it is not offered. */
export const acceptedAlgorithms: readonly number[] = [...offeredAlgorithms, algorithms.EdDSA];

/** Length of a challenge, as recorded from AWS: 22 characters of base64url. */
export const challengeBytes = 16;
