import type { UserVerification, WebAuthnCredential } from "@cogmock/crypto";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";

/** A passkey that a user can sign in with. */
export interface Passkey extends WebAuthnCredential {
  /** The relying party that it was made for; good for no other. */
  readonly relyingPartyId: string;
  readonly createdAt: EpochMilliseconds;
}

/** A registration that was begun and waits for its passkey. */
export interface PasskeyRegistration {
  /** Base64url. */
  readonly challenge: string;
  /** The client that began it, which has to end it. */
  readonly clientId: string;
  readonly relyingPartyId: string;
  readonly userVerification: UserVerification;
  readonly expiresAt: EpochMilliseconds;
}

/**
 * The passkeys of a user: one document, so that two registrations at the same time cannot exceed the number that a user
 * may have.
 */
export interface UserPasskeys {
  readonly userPoolId: string;
  readonly sub: string;
  /** Oldest first. */
  readonly passkeys: readonly Passkey[];
  /** The registration that was begun last, until it has led to a passkey. */
  readonly registration?: PasskeyRegistration | undefined;
}

/**
 * Passkeys of users of all pools. No two of a pool have the same id: a passkey signs one user in. DeleteUserPool reads
 * `byPool`.
 *
 * @see Web Authentication Level 3, section 7.1, step 26
 */
export const userPasskeys: Collection<UserPasskeys> = defineCollection<UserPasskeys>({
  name: "userPasskeys",
  key: (document) => [document.userPoolId, document.sub],
  unique: { byCredentialId: ({ userPoolId, passkeys }) => passkeys.map(({ id }) => [userPoolId, id]) },
  ordered: { byPool: (document) => [[document.userPoolId, document.sub]] },
  // Who has but begun leaves nothing.
  expiresAt: ({ passkeys, registration }) => (passkeys.length === 0 ? registration?.expiresAt : undefined),
});
