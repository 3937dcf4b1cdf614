import { FeatureUnavailableInTierException } from "@cogmock/protocol/errors";
import type { UserPoolTierType } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../user-pool.ts";
import { hasOwnAcrNames } from "./acr-configuration.ts";
import { firstAuthFactors } from "./sign-in-policy.ts";

/** From the fewest features to all. */
const TIERS: readonly UserPoolTierType[] = ["LITE", "ESSENTIALS", "PLUS"];

interface Feature {
  /** The lowest tier that has it. */
  readonly tier: UserPoolTierType;
  /** What AWS calls it, where the pool uses it. */
  readonly usedBy: (pool: UserPool) => string | false | undefined;
}

const MANAGED_LOGIN = "Managed Login Version 2";

/** unconfirmed: AWS's name for it. */
const SESSION_MANAGEMENT = "Session Management";

const FEATURES: readonly Feature[] = [
  {
    tier: "ESSENTIALS",
    usedBy: (pool) => firstAuthFactors(pool).some((factor) => factor !== "PASSWORD") && "Passwordless Sign-In",
  },
  {
    tier: "ESSENTIALS",
    usedBy: ({ settings }) => {
      const version = settings.LambdaConfig.PreTokenGenerationConfig?.LambdaVersion ?? "V1_0";
      return version !== "V1_0" && `Token Customization with Pre-Token Generation Lambda ${version}`;
    },
  },
  {
    tier: "ESSENTIALS",
    usedBy: ({ domain, customDomain }) =>
      [domain, customDomain].some((each) => each?.managedLoginVersion === 2) && MANAGED_LOGIN,
  },
  // unconfirmed: the names of the features from here on.
  {
    tier: "PLUS",
    usedBy: ({ settings }) => (settings.UserPoolAddOns?.AdvancedSecurityMode ?? "OFF") !== "OFF" && "Threat Protection",
  },
  {
    tier: "ESSENTIALS",
    usedBy: ({ settings }) => (settings.Policies.PasswordPolicy.PasswordHistorySize ?? 0) > 0 && "Password History",
  },
  { tier: "ESSENTIALS", usedBy: ({ mfaFactors }) => mfaFactors.email && "Email MFA" },
  {
    tier: "ESSENTIALS",
    usedBy: ({ mfaFactors }) =>
      mfaFactors.webAuthn?.FactorConfiguration === "MULTI_FACTOR_WITH_USER_VERIFICATION" && "Passkey MFA",
  },
  {
    tier: "ESSENTIALS",
    usedBy: ({ settings }) => settings.DcrConfiguration?.EnableStatus === "Enabled" && "Dynamic Client Registration",
  },
  {
    tier: "ESSENTIALS",
    usedBy: ({ settings }) => hasOwnAcrNames(settings.AcrConfiguration) && "Custom ACR Values",
  },
  { tier: "ESSENTIALS", usedBy: ({ sessionConfiguration }) => sessionConfiguration?.isTracking && SESSION_MANAGEMENT },
];

/**
 * Checks that a pool uses nothing that its tier lacks: neither what is being set nor, where the tier goes down, what was
 * set before.
 *
 * @throws FeatureUnavailableInTierException names the features
 * @see "User pool feature plans" in the Amazon Cognito Developer Guide
 */
export function assertTierHasFeatures(pool: UserPool): void {
  const tier = pool.settings.UserPoolTier;
  const missing = FEATURES.filter((feature) => TIERS.indexOf(feature.tier) > TIERS.indexOf(tier))
    .map(({ usedBy }) => usedBy(pool))
    .filter((name) => typeof name === "string");
  if (missing.length > 0) {
    throw new FeatureUnavailableInTierException(
      `The following features need to be disabled for the ${tier} pricing tier configured: ${missing.join(", ")}`,
    );
  }
}

function unavailable(tier: UserPoolTierType, feature: string): FeatureUnavailableInTierException {
  return new FeatureUnavailableInTierException(
    `The following feature is not available for the ${tier} pricing tier configured: ${feature}`,
  );
}

/** @throws FeatureUnavailableInTierException managed login, as opposed to the classic hosted UI, in the Lite tier */
export function assertTierHasManagedLogin({ settings }: UserPool, managedLoginVersion: 1 | 2): void {
  if (settings.UserPoolTier === "LITE" && managedLoginVersion === 2) throw unavailable("LITE", MANAGED_LOGIN);
}

/**
 * Checks that sessions can be configured, be it only to turn their tracking off.
 *
 * @throws FeatureUnavailableInTierException the pool is of the Lite tier
 */
export function assertTierHasSessionManagement({ settings }: UserPool): void {
  if (settings.UserPoolTier === "LITE") throw unavailable("LITE", SESSION_MANAGEMENT);
}
