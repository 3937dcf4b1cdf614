import type {
  CreateUserPoolRequest,
  DcrConfigurationType,
  DeviceConfigurationType,
  UpdateUserPoolRequest,
  UserAttributeUpdateSettingsType,
  UserPoolAddOnsType,
} from "@cogmock/protocol/user-pools";
import type { UserPoolSettings } from "../user-pool.ts";
import { DEFAULT_ACCOUNT_RECOVERY } from "./account-recovery.ts";
import { acrConfiguration } from "./acr-configuration.ts";
import { emailConfiguration } from "./email-configuration.ts";
import { lambdaConfig } from "./lambda-config.ts";
import { passwordSettings } from "./password-settings.ts";
import { signInPolicy } from "./sign-in-policy.ts";
import { unlessEmpty, usernameSettings } from "./username-settings.ts";
import { verificationMessages } from "./verification-messages.ts";

/** A switch that was not given is off. */
function deviceConfiguration(given: DeviceConfigurationType | undefined): DeviceConfigurationType | undefined {
  if (!given) return undefined;
  return {
    ChallengeRequiredOnNewDevice: given.ChallengeRequiredOnNewDevice ?? false,
    DeviceOnlyRememberedOnUserPrompt: given.DeviceOnlyRememberedOnUserPrompt ?? false,
  };
}

/** AWS answers the second member even where it is empty. */
function addOns(given: UserPoolAddOnsType | undefined): UserPoolAddOnsType | undefined {
  return given && { ...given, AdvancedSecurityAdditionalFlows: given.AdvancedSecurityAdditionalFlows ?? {} };
}

/** Dynamic client registration: giving its configuration turns it on. */
function dcrConfiguration(given: DcrConfigurationType | undefined): DcrConfigurationType | undefined {
  if (!given) return undefined;
  return { ...given, EnableStatus: given.EnableStatus ?? "Enabled", OpenDcrEnabled: given.OpenDcrEnabled ?? false };
}

function updateSettings(given: UserAttributeUpdateSettingsType | undefined): UserAttributeUpdateSettingsType {
  return { AttributesRequireVerificationBeforeUpdate: given?.AttributesRequireVerificationBeforeUpdate ?? [] };
}

/** What UpdateUserPool empties or resets where its caller leaves it out; CreateUserPool begins with the same. */
function resettableSettings(
  input: CreateUserPoolRequest | UpdateUserPoolRequest,
): Pick<
  UserPoolSettings,
  | "LambdaConfig"
  | "AutoVerifiedAttributes"
  | "SmsAuthenticationMessage"
  | "DeviceConfiguration"
  | "UserPoolAddOns"
  | "SmsVerificationMessage"
  | "EmailVerificationMessage"
  | "EmailVerificationSubject"
  | "VerificationMessageTemplate"
> {
  return {
    LambdaConfig: lambdaConfig(input.LambdaConfig),
    AutoVerifiedAttributes: unlessEmpty(input.AutoVerifiedAttributes),
    ...verificationMessages(input),
    SmsAuthenticationMessage: input.SmsAuthenticationMessage,
    DeviceConfiguration: deviceConfiguration(input.DeviceConfiguration),
    UserPoolAddOns: addOns(input.UserPoolAddOns),
  };
}

/**
 * The settings of a new pool: what was asked for, and AWS's defaults for the rest.
 *
 * @throws InvalidParameterException two members contradict each other
 */
export function newPoolSettings(input: CreateUserPoolRequest): UserPoolSettings {
  const { PasswordPolicy, AdminCreateUserConfig } = passwordSettings(input);
  return {
    Name: input.PoolName,
    Policies: { PasswordPolicy, SignInPolicy: signInPolicy(input.Policies?.SignInPolicy) },
    DeletionProtection: input.DeletionProtection ?? "INACTIVE",
    ...usernameSettings(input),
    ...resettableSettings(input),
    UserAttributeUpdateSettings: updateSettings(input.UserAttributeUpdateSettings),
    MfaConfiguration: input.MfaConfiguration ?? "OFF",
    EmailConfiguration: emailConfiguration(input.EmailConfiguration),
    SmsConfiguration: input.SmsConfiguration,
    UserPoolTags: input.UserPoolTags,
    AdminCreateUserConfig,
    AccountRecoverySetting: input.AccountRecoverySetting ?? DEFAULT_ACCOUNT_RECOVERY,
    UserPoolTier: input.UserPoolTier ?? "ESSENTIALS",
    KeyConfiguration: input.KeyConfiguration ?? { KeyType: "AWS_OWNED_KEY" },
    IssuerConfiguration: input.IssuerConfiguration ?? { Type: "ORIGINAL" },
    DcrConfiguration: dcrConfiguration(input.DcrConfiguration),
    AcrConfiguration: input.AcrConfiguration && acrConfiguration(input.AcrConfiguration),
  };
}

/**
 * A pool's settings after UpdateUserPool. A member that is given replaces the current one whole. One that is left out
 * is kept or reset: AWS's documentation says that all are reset, but of pools on AWS most keep most, member by member as
 * recorded in August and September 2026.
 *
 * @throws InvalidParameterException two members contradict each other
 */
export function revisedPoolSettings(current: UserPoolSettings, input: UpdateUserPoolRequest): UserPoolSettings {
  const { PasswordPolicy, AdminCreateUserConfig } = passwordSettings(input, current.Policies.PasswordPolicy);
  return {
    ...current,
    ...resettableSettings(input),
    Name: input.PoolName ?? current.Name,
    Policies: {
      PasswordPolicy,
      SignInPolicy: signInPolicy(input.Policies?.SignInPolicy, current.Policies.SignInPolicy),
    },
    AdminCreateUserConfig,
    DeletionProtection: input.DeletionProtection ?? current.DeletionProtection,
    // Kept although AutoVerifiedAttributes are emptied: an update that leaves out both is refused by AWS for that reason.
    UserAttributeUpdateSettings: input.UserAttributeUpdateSettings
      ? updateSettings(input.UserAttributeUpdateSettings)
      : current.UserAttributeUpdateSettings,
    MfaConfiguration: input.MfaConfiguration ?? current.MfaConfiguration,
    EmailConfiguration: input.EmailConfiguration
      ? emailConfiguration(input.EmailConfiguration)
      : current.EmailConfiguration,
    SmsConfiguration: input.SmsConfiguration ?? current.SmsConfiguration,
    UserPoolTags: input.UserPoolTags ?? current.UserPoolTags,
    AccountRecoverySetting: input.AccountRecoverySetting ?? current.AccountRecoverySetting,
    UserPoolTier: input.UserPoolTier ?? current.UserPoolTier,
    KeyConfiguration: input.KeyConfiguration ?? current.KeyConfiguration,
    IssuerConfiguration: input.IssuerConfiguration ?? current.IssuerConfiguration,
    DcrConfiguration: dcrConfiguration(input.DcrConfiguration) ?? current.DcrConfiguration,
    // unconfirmed: that it is kept.
    AcrConfiguration: input.AcrConfiguration ? acrConfiguration(input.AcrConfiguration) : current.AcrConfiguration,
  };
}
