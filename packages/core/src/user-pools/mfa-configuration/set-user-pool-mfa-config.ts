import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { SetUserPoolMfaConfigRequest, SetUserPoolMfaConfigResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { assertAccountRecovery } from "../pools/settings/account-recovery.ts";
import { assertSmsConfiguration, canSendSms } from "../pools/settings/sms-configuration.ts";
import { assertTierHasFeatures } from "../pools/settings/tier.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { assertEmailMfaHasSender, assertFirstFactorsGoWithMfa, MFA_NEEDS_SMS } from "./mfa-factors.ts";
import { toMfaConfig } from "./to-mfa-config.ts";

const PASSKEYS_ARE_SINGLE_FACTOR =
  "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor";

/**
 * Checks that a request either turns MFA off or says by what factors it is on. It is the presence of a factor that
 * counts: a software token with `Enabled: false` is refused beside `OFF` and suffices beside `ON`.
 */
function assertFactorsFitMode(input: SetUserPoolMfaConfigRequest): void {
  const hasFactor = Boolean(
    input.SmsMfaConfiguration ?? input.SoftwareTokenMfaConfiguration ?? input.EmailMfaConfiguration,
  );
  const isOff = (input.MfaConfiguration ?? "OFF") === "OFF";
  if (isOff && hasFactor) {
    throw new InvalidParameterException(
      "Invalid MFA configuration given, can't turn off MFA and configure an MFA together",
    );
  }
  if (!isOff && !hasFactor) {
    throw new InvalidParameterException(
      "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.",
    );
  }
}

/** The pool with the MFA that was asked for: what is left out is off. How SMS are sent stays, for verification needs it. */
function withMfaConfig(pool: UserPool, input: SetUserPoolMfaConfigRequest, modifiedAt: number): UserPool {
  const { SmsMfaConfiguration: sms, WebAuthnConfiguration: webAuthn } = input;
  return {
    ...pool,
    modifiedAt,
    settings: {
      ...pool.settings,
      MfaConfiguration: input.MfaConfiguration ?? "OFF",
      SmsConfiguration: sms?.SmsConfiguration ?? pool.settings.SmsConfiguration,
      SmsAuthenticationMessage: sms?.SmsAuthenticationMessage ?? pool.settings.SmsAuthenticationMessage,
    },
    mfaFactors: {
      sms: sms !== undefined,
      softwareToken: input.SoftwareTokenMfaConfiguration,
      email: input.EmailMfaConfiguration,
      webAuthn: { ...webAuthn, FactorConfiguration: webAuthn?.FactorConfiguration ?? "SINGLE_FACTOR" },
    },
  };
}

function assertCanSendSms({ settings, mfaFactors }: UserPool): void {
  // unconfirmed: the wording, which is that of UpdateUserPool.
  if (mfaFactors.sms && !canSendSms(settings)) throw new InvalidParameterException(MFA_NEEDS_SMS);
}

/**
 * Sets which second factors a pool offers, whether they are required, and how it takes passkeys. Replaces all of it: an
 * omitted `MfaConfiguration` turns MFA off, an omitted `WebAuthnConfiguration` makes passkeys a single factor.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException factors without MFA or MFA without factors, or a factor for which the pool's sign-in
 *   policy, sender or account recovery does not allow
 * @throws NotAuthorizedException a role of another account
 * @throws FeatureUnavailableInTierException the pool's tier lacks a factor
 * @see AWS API Reference, SetUserPoolMfaConfig
 */
export async function setUserPoolMfaConfig(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: SetUserPoolMfaConfigRequest,
): Promise<SetUserPoolMfaConfigResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  assertFactorsFitMode(input);
  const changed = withMfaConfig(pool, input, context.clock.now());
  assertCanSendSms(changed);
  assertSmsConfiguration(changed);
  assertEmailMfaHasSender(changed);
  assertFirstFactorsGoWithMfa(changed, PASSKEYS_ARE_SINGLE_FACTOR);
  assertAccountRecovery(changed);
  assertTierHasFeatures(changed);
  await context.store.commit([userPools.put(changed, { expect: pool })]);
  return toMfaConfig(changed);
}
