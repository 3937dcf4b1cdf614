import { assertEmailMfaHasSender, assertFirstFactorsGoWithMfa } from "../../mfa-configuration/mfa-factors.ts";
import type { UserPool } from "../user-pool.ts";
import { assertAccountRecovery } from "./account-recovery.ts";
import { assertAcrConfiguration } from "./acr-configuration.ts";
import { assertEmailConfiguration } from "./email-configuration.ts";
import { assertLambdaConfig } from "./lambda-config.ts";
import { assertSignInPolicy } from "./sign-in-policy.ts";
import { assertSmsConfiguration } from "./sms-configuration.ts";
import { assertTierHasFeatures } from "./tier.ts";
import { assertPreferredUsername } from "./username-settings.ts";
import { assertVerification } from "./verification.ts";

/**
 * Checks a pool as CreateUserPool or UpdateUserPool would leave it. The order in which AWS decides where several things
 * are wrong is not known.
 *
 * @throws InvalidParameterException, NotAuthorizedException, FeatureUnavailableInTierException see the rules
 */
export function assertSettingsHold(pool: UserPool): void {
  assertPreferredUsername(pool);
  assertVerification(pool);
  assertSmsConfiguration(pool);
  assertEmailConfiguration(pool);
  assertLambdaConfig(pool);
  assertSignInPolicy(pool);
  assertFirstFactorsGoWithMfa(pool);
  assertEmailMfaHasSender(pool);
  assertAccountRecovery(pool);
  assertAcrConfiguration(pool);
  assertTierHasFeatures(pool);
}
