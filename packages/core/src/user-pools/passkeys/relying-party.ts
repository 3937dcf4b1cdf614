import type { UserVerification } from "@cogmock/crypto";
import { WebAuthnConfigurationMissingException, WebAuthnNotEnabledException } from "@cogmock/protocol/errors";
import { hostNamesOf } from "../domains/user-pool-domain.ts";
import { firstAuthFactors } from "../pools/settings/sign-in-policy.ts";
import type { UserPool } from "../pools/user-pool.ts";

/** unconfirmed: AWS's texts. These are how its API reference explains the errors. */
const TEXTS = {
  notEnabled: "The passkey feature isn't enabled for the user pool.",
  configurationMissing: "The user pool doesn't have a configured relying party id or a user pool domain.",
} as const;

/** Whether users of the pool can sign in with passkeys. */
export function allowsPasskeys(pool: UserPool): boolean {
  return firstAuthFactors(pool).includes("WEB_AUTHN");
}

/** What is said where there are no passkeys. */
export function passkeysNotEnabled(): WebAuthnNotEnabledException {
  return new WebAuthnNotEnabledException(TEXTS.notEnabled);
}

/** @throws WebAuthnNotEnabledException the pool's sign-in policy does not have passkeys */
export function assertPasskeysEnabled(pool: UserPool): void {
  if (!allowsPasskeys(pool)) throw passkeysNotEnabled();
}

/**
 * The domain whose pages may use the pool's passkeys: the one that is set, or the pool's own, where a custom domain goes
 * before a prefix. Absent where there is neither.
 */
export function relyingPartyIdOf(pool: UserPool): string | undefined {
  return pool.mfaFactors.webAuthn?.RelyingPartyId ?? hostNamesOf(pool).at(-1);
}

/** As `relyingPartyIdOf`. @throws WebAuthnConfigurationMissingException the pool has none */
export function requireRelyingPartyId(pool: UserPool): string {
  const id = relyingPartyIdOf(pool);
  if (id === undefined) throw new WebAuthnConfigurationMissingException(TEXTS.configurationMissing);
  return id;
}

/** Whether a passkey is good where the pool requires MFA, since the authenticator verifies who uses it. */
function isPasskeyMultiFactor({ mfaFactors }: UserPool): boolean {
  return mfaFactors.webAuthn?.FactorConfiguration === "MULTI_FACTOR_WITH_USER_VERIFICATION";
}

/** Whether the authenticator must verify who uses it: where the pool says so, and where the passkey stands for MFA. */
export function userVerificationOf(pool: UserPool): UserVerification {
  return isPasskeyMultiFactor(pool) || pool.mfaFactors.webAuthn?.UserVerification === "required"
    ? "required"
    : "preferred";
}
