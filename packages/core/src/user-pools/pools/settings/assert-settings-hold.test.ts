import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../../testing/start-cognito.ts";

type Settings = Omit<CreateUserPoolRequest, "PoolName">;

const ROLE = "arn:aws:iam::000000000000:role/sms";
const SMS: Settings = { SmsConfiguration: { SnsCallerArn: ROLE, ExternalId: "id" } };
const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:hook";
const IDENTITY = "arn:aws:ses:us-east-1:000000000000:identity/no-reply@example.com";
const INVALID = "InvalidParameterException";
const UNAVAILABLE = "FeatureUnavailableInTierException";
const features = (tier: string, names: string) =>
  `The following features need to be disabled for the ${tier} pricing tier configured: ${names}`;

/** What is asked for, the error and its message. */
type Refusal = readonly [what: string, settings: Settings, error: string, message: string];

/** Of what both CreateUserPool and UpdateUserPool take. */
const REFUSALS: readonly Refusal[] = [
  [
    "to verify phone numbers without SMS",
    { AutoVerifiedAttributes: ["phone_number"] },
    INVALID,
    "SMS configuration is required when phone_number is selected for auto verification",
  ],
  [
    "required MFA without SMS",
    { MfaConfiguration: "ON" },
    INVALID,
    "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
  ],
  [
    "optional MFA without SMS",
    { MfaConfiguration: "OPTIONAL" },
    INVALID,
    "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
  ],
  [
    "updates that wait for a verification which does not take place",
    {
      AutoVerifiedAttributes: [],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    },
    INVALID,
    "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
  ],
  [
    "admin_only recovery beside another",
    {
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Priority: 1, Name: "admin_only" },
          { Priority: 2, Name: "verified_email" },
        ],
      },
    },
    INVALID,
    "Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
  ],
  [
    "the same recovery mechanism twice",
    {
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Priority: 1, Name: "verified_email" },
          { Priority: 2, Name: "verified_email" },
        ],
      },
    },
    INVALID,
    "Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.",
  ],
  [
    "the same recovery priority twice",
    {
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Priority: 1, Name: "verified_email" },
          { Priority: 1, Name: "verified_phone_number" },
        ],
      },
    },
    INVALID,
    "Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.",
  ],
  [
    "recovery by nothing but the phone of SMS MFA",
    {
      ...SMS,
      MfaConfiguration: "OPTIONAL",
      AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: "verified_phone_number" }] },
    },
    INVALID,
    "Invalid account recovery setting parameter. Account Recovery Setting cannot use verified_phone_number as a recovery mechanism when SMS MFA is configured.",
  ],
  [
    "both names of the validity of temporary passwords",
    {
      AdminCreateUserConfig: { UnusedAccountValidityDays: 3 },
      Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } },
    },
    INVALID,
    "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
  ],
  [
    "first factors without passwords",
    { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["EMAIL_OTP"] } } },
    INVALID,
    "Password should be configured as one of the allowed first auth factors.",
  ],
  [
    "codes by SMS as a first factor without SMS",
    { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "SMS_OTP"] } } },
    INVALID,
    "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration",
  ],
  [
    "software tokens as a first factor",
    { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "SOFTWARE_TOKEN"] } } },
    INVALID,
    "SOFTWARE_TOKEN can not be configured as AuthFactor",
  ],
  [
    "required MFA for users who begin with a code",
    {
      ...SMS,
      MfaConfiguration: "ON",
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "SMS_OTP"] } },
    },
    INVALID,
    "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
  ],
  [
    "required MFA for users who begin with a passkey",
    {
      ...SMS,
      MfaConfiguration: "ON",
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } },
    },
    INVALID,
    "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA",
  ],
  [
    "two functions for one trigger",
    {
      LambdaConfig: {
        PreTokenGeneration: FUNCTION,
        PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: `${FUNCTION}2` },
      },
    },
    INVALID,
    "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
  ],
  [
    "a sender of SMS without a key",
    { LambdaConfig: { CustomSMSSender: { LambdaVersion: "V1_0", LambdaArn: FUNCTION } } },
    INVALID,
    "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.",
  ],
  [
    "a sender of e-mail without a key",
    { LambdaConfig: { CustomEmailSender: { LambdaVersion: "V1_0", LambdaArn: FUNCTION } } },
    INVALID,
    "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.",
  ],
  [
    "a function of another region",
    { LambdaConfig: { PreSignUp: "arn:aws:lambda:eu-west-1:000000000000:function:hook" } },
    INVALID,
    "Cross-region lambda functions are not supported",
  ],
  [
    "a configured function of another region",
    {
      LambdaConfig: {
        InboundFederation: {
          LambdaVersion: "V1_0",
          LambdaArn: "arn:aws:lambda:eu-west-1:000000000000:function:hook",
        },
      },
    },
    INVALID,
    "Cross-region lambda functions are not supported",
  ],
  [
    "DEVELOPER e-mail without an identity",
    { EmailConfiguration: { EmailSendingAccount: "DEVELOPER" } },
    INVALID,
    "Source ARN is required to use DEVELOPER email sending owner",
  ],
  [
    "an identity of a region without Amazon SES for Cognito",
    {
      EmailConfiguration: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: "arn:aws:ses:ap-south-1:000000000000:identity/no-reply@example.com",
      },
    },
    INVALID,
    "Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.",
  ],
  [
    "a sender that is no address",
    { EmailConfiguration: { EmailSendingAccount: "DEVELOPER", SourceArn: IDENTITY, From: "nobody" } },
    INVALID,
    "Provided From email address is invalid",
  ],
  [
    "a role of another account",
    { SmsConfiguration: { SnsCallerArn: "arn:aws:iam::123456789012:role/sms" } },
    "NotAuthorizedException",
    "Cross-account pass role is not allowed.",
  ],
  [
    "SMS by way of another region",
    { SmsConfiguration: { SnsCallerArn: ROLE, SnsRegion: "eu-west-1" } },
    INVALID,
    "Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1",
  ],
  [
    "SMS by End User Messaging of another region",
    { SmsConfiguration: { EumsSms: { CallerArn: ROLE, Region: "eu-west-1" } } },
    INVALID,
    "Invalid region. Allowed EUMS region for us-east-1 is us-east-1",
  ],
  [
    "SMS by no role",
    { SmsConfiguration: { ExternalId: "id" } },
    INVALID,
    "1 validation error detected: Value null at 'smsConfiguration.snsCallerArn' failed to satisfy constraint: Member must not be null",
  ],
  [
    "one name for two ACR levels",
    { AcrConfiguration: { Level1: { AcrValue: "urn:cognito:loa:2" } } },
    INVALID,
    "AcrConfiguration cannot have the same AcrValue for more than one level.",
  ],
  [
    "a fifth ACR level",
    { AcrConfiguration: { Level5: { AcrValue: "urn:five" } } },
    INVALID,
    "AcrConfiguration cannot have a level Level5.",
  ],
  [
    "first factors without passwords' tier",
    { UserPoolTier: "LITE", Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
    UNAVAILABLE,
    features("LITE", "Passwordless Sign-In"),
  ],
  [
    "a trigger of a higher tier",
    {
      UserPoolTier: "LITE",
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: FUNCTION } },
    },
    UNAVAILABLE,
    features("LITE", "Token Customization with Pre-Token Generation Lambda V2_0"),
  ],
  [
    "threat protection below its tier",
    { UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" } },
    UNAVAILABLE,
    features("ESSENTIALS", "Threat Protection"),
  ],
  [
    "a password history below its tier",
    { UserPoolTier: "LITE", Policies: { PasswordPolicy: { PasswordHistorySize: 2 } } },
    UNAVAILABLE,
    features("LITE", "Password History"),
  ],
  [
    "client registration and ACR names below their tier",
    {
      UserPoolTier: "LITE",
      DcrConfiguration: { AllowedScopes: ["openid"] },
      AcrConfiguration: { Level1: { AcrValue: "urn:one" } },
    },
    UNAVAILABLE,
    features("LITE", "Dynamic Client Registration, Custom ACR Values"),
  ],
  [
    "a reserved tag",
    { UserPoolTags: { "aws:stage": "test" } },
    "UserPoolTaggingException",
    "aws: prefixed tag key names are not allowed for external use.",
  ],
  [
    "a password shorter than Cognito's shortest",
    { Policies: { PasswordPolicy: { MinimumLength: 5 } } },
    INVALID,
    "1 validation error detected: Value '5' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value greater than or equal to 6",
  ],
  [
    "a minimum length above Cognito's longest",
    { Policies: { PasswordPolicy: { MinimumLength: 100 } } },
    INVALID,
    "1 validation error detected: Value '100' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value less than or equal to 99",
  ],
  [
    "a longer password history than Cognito keeps",
    { Policies: { PasswordPolicy: { PasswordHistorySize: 25 } } },
    INVALID,
    "1 validation error detected: Value '25' at 'policies.passwordPolicy.passwordHistorySize' failed to satisfy constraint: Member must have value less than or equal to 24",
  ],
  [
    "temporary passwords for over a year",
    { Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 366 } } },
    INVALID,
    "1 validation error detected: Value '366' at 'policies.passwordPolicy.temporaryPasswordValidityDays' failed to satisfy constraint: Member must have value less than or equal to 365",
  ],
  [
    "a verification message without a place for the code",
    { EmailVerificationMessage: "Your code is on its way" },
    INVALID,
    String.raw`1 validation error detected: Value 'Your code is on its way' at 'emailVerificationMessage' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`,
  ],
  [
    "an SMS without a place for the code",
    { VerificationMessageTemplate: { SmsMessage: "On its way" } },
    INVALID,
    String.raw`1 validation error detected: Value 'On its way' at 'verificationMessageTemplate.smsMessage' failed to satisfy constraint: Member must satisfy regular expression pattern: .*\{####\}.*`,
  ],
];

/** Of what can be said at creation only. */
const CREATION_REFUSALS: readonly Refusal[] = [
  [
    "both kinds of sign-in names",
    { AliasAttributes: ["email"], UsernameAttributes: ["email"] },
    INVALID,
    "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
  ],
  [
    "both kinds of sign-in names, one of them empty",
    { AliasAttributes: [], UsernameAttributes: ["email"] },
    INVALID,
    "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
  ],
  [
    "a preferred username that is an alias and required",
    { AliasAttributes: ["preferred_username"], Schema: [{ Name: "preferred_username", Required: true }] },
    INVALID,
    "preferred_username cannot be both an alias and a required attribute.",
  ],
];

describe("CreateUserPool", () => {
  test.each([...REFUSALS, ...CREATION_REFUSALS])("refuses %s", async (_, settings, error, message) => {
    const cognito = await startCognito();
    await expect(cognito.send("CreateUserPool", { PoolName: "people", ...settings })).rejects.toBeCognitoError(
      error,
      message,
    );
    expect((await cognito.send("ListUserPools", { MaxResults: 1 })).UserPools).toEqual([]);
  });

  test.each<readonly [what: string, settings: Settings]>([
    ["phone numbers verified by SMS", { ...SMS, AutoVerifiedAttributes: ["phone_number"] }],
    ["SMS by End User Messaging", { SmsConfiguration: { EumsSms: { CallerArn: ROLE, Region: "us-east-1" } } }],
    [
      "one recovery mechanism without MFA",
      { AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: "verified_phone_number" }] } },
    ],
    [
      "codes as a first factor beside optional MFA",
      {
        ...SMS,
        MfaConfiguration: "OPTIONAL",
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "SMS_OTP", "EMAIL_OTP"] } },
      },
    ],
    [
      "an identity of Amazon SES in another of its regions, with a display name",
      {
        EmailConfiguration: {
          EmailSendingAccount: "DEVELOPER",
          SourceArn: "arn:aws:ses:eu-west-1:000000000000:identity/example.com",
          From: "Example <no-reply@example.com>",
        },
      },
    ],
    ["threat protection in its tier", { UserPoolTier: "PLUS", UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" } }],
    [
      "disabled client registration in any tier",
      { UserPoolTier: "LITE", DcrConfiguration: { EnableStatus: "Disabled" } },
    ],
  ])("takes %s", async (_, settings) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool(settings);
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(UserPool).toMatchObject(settings);
  });
});

describe("CreateUserPool in Canada", () => {
  test.each<readonly [what: string, settings: Settings]>([
    ["sends SMS by way of Virginia", { SmsConfiguration: { SnsCallerArn: ROLE, SnsRegion: "us-east-1" } }],
    [
      "sends e-mail by an identity at home",
      {
        EmailConfiguration: {
          EmailSendingAccount: "DEVELOPER",
          SourceArn: "arn:aws:ses:ca-central-1:000000000000:identity/example.com",
        },
      },
    ],
  ])("%s", async (_, settings) => {
    const cognito = await startCognito({ region: "ca-central-1" });
    await cognito.givenUserPool(settings);
  });
});

describe("UpdateUserPool", () => {
  test.each(REFUSALS)("refuses %s and changes nothing", async (_, settings, error, message) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const before = await cognito.send("DescribeUserPool", { UserPoolId });
    cognito.clock.advance({ minutes: 1 });
    const update = cognito.send("UpdateUserPool", { UserPoolId, PoolName: "renamed", ...settings });
    await expect(update).rejects.toBeCognitoError(error, message);
    expect(await cognito.send("DescribeUserPool", { UserPoolId })).toEqual(before);
  });

  test("refuses a tier that lacks what the pool uses", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
      DcrConfiguration: { AllowedScopes: ["openid"] },
    });
    const goLite = () => cognito.send("UpdateUserPool", { UserPoolId, UserPoolTier: "LITE" });
    await expect(goLite()).rejects.toBeCognitoError(
      UNAVAILABLE,
      features("LITE", "Passwordless Sign-In, Dynamic Client Registration"),
    );
    await cognito.send("UpdateUserPool", {
      UserPoolId,
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] } },
      DcrConfiguration: { EnableStatus: "Disabled" },
    });
    expect(await goLite()).toEqual({});
  });
});
