import type { RandomBytes } from "../random/random-bytes.ts";
import { challengeBytes, offeredAlgorithms, type UserVerification, type WebAuthnCredential } from "./credential.ts";

export interface CreationOptionsInput {
  /** The relying party's id: a domain. */
  readonly rpId: string;
  readonly user: {
    /** What the passkey gives back as its `userHandle`: the user's `sub`. */
    readonly id: string;
    readonly name: string;
  };
  readonly userVerification: UserVerification;
  /** Those that the user has; the authenticator that has made one of them makes no other. */
  readonly credentials: readonly Pick<WebAuthnCredential, "id">[];
  readonly randomBytes: RandomBytes;
}

/** `CredentialCreationOptions` of StartWebAuthnRegistration. */
export interface CreationOptions {
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly challenge: string;
  readonly pubKeyCredParams: readonly { readonly type: "public-key"; readonly alg: number }[];
  /** Milliseconds. */
  readonly timeout: number;
  readonly excludeCredentials: readonly { readonly type: "public-key"; readonly id: string }[];
  readonly authenticatorSelection: {
    readonly requireResidentKey: true;
    readonly residentKey: "required";
    readonly userVerification: UserVerification;
  };
}

/**
 * What a client hands to `navigator.credentials.create`, with a fresh challenge in it.
 *
 * @see AWS API Reference, StartWebAuthnRegistration; Web Authentication Level 3, section 5.4
 */
export function webAuthnCreationOptions(input: CreationOptionsInput): CreationOptions {
  const { rpId, user, userVerification, credentials, randomBytes } = input;
  return {
    rp: { id: rpId, name: rpId },
    user: { id: Buffer.from(user.id, "utf8").toString("base64url"), name: user.name, displayName: user.name },
    challenge: Buffer.from(randomBytes(challengeBytes)).toString("base64url"),
    pubKeyCredParams: offeredAlgorithms.map((alg) => ({ type: "public-key", alg })),
    timeout: 60_000,
    excludeCredentials: credentials.map(({ id }) => ({ type: "public-key", id })),
    authenticatorSelection: { requireResidentKey: true, residentKey: "required", userVerification },
  };
}
