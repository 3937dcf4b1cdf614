import type { CreateUserPoolRequest, UserPoolType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:hook";
const ROLE = "arn:aws:iam::000000000000:role/sms";
const KEY = "arn:aws:kms:us-east-1:000000000000:key/mrk-1";

/** A pool of which no setting is AWS's default. */
const UNUSUAL = {
  PoolName: "people",
  Policies: {
    PasswordPolicy: {
      MinimumLength: 12,
      RequireUppercase: false,
      RequireLowercase: true,
      RequireNumbers: false,
      RequireSymbols: false,
      TemporaryPasswordValidityDays: 3,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] },
  },
  DeletionProtection: "ACTIVE",
  LambdaConfig: { PreAuthentication: FUNCTION },
  AutoVerifiedAttributes: ["email"],
  AliasAttributes: ["email"],
  UsernameConfiguration: { CaseSensitive: false },
  VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK", EmailMessage: "Use {####}" },
  SmsAuthenticationMessage: "Your code is {####}",
  MfaConfiguration: "OPTIONAL",
  DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
  EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT", ReplyToEmailAddress: "help@example.com" },
  SmsConfiguration: { SnsCallerArn: ROLE, ExternalId: "id" },
  UserPoolTags: { stage: "test" },
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
  UserPoolAddOns: { AdvancedSecurityMode: "AUDIT", AdvancedSecurityAdditionalFlows: {} },
  AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: "verified_email" }] },
  UserPoolTier: "PLUS",
  KeyConfiguration: { KeyType: "CUSTOMER_MANAGED_KEY", KmsKeyArn: KEY },
  IssuerConfiguration: { Type: "UPDATED" },
  DcrConfiguration: { EnableStatus: "Enabled", OpenDcrEnabled: true },
  AcrConfiguration: { Level4: { AcrValue: "urn:example:four" } },
} satisfies CreateUserPoolRequest;

/** What `UpdateUserPool {"UserPoolId":…}` leaves of each member, as recorded from AWS in August and September 2026. */
const AFTER_AN_EMPTY_UPDATE: { readonly [Name in keyof UserPoolType]: "kept" | "emptied" | object } = {
  Policies: "kept",
  DeletionProtection: "kept",
  LambdaConfig: {},
  AutoVerifiedAttributes: "emptied",
  AliasAttributes: "kept",
  UsernameConfiguration: "kept",
  VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
  EmailVerificationMessage: "emptied",
  SmsAuthenticationMessage: "emptied",
  MfaConfiguration: "kept",
  DeviceConfiguration: "emptied",
  EmailConfiguration: "kept",
  SmsConfiguration: "kept",
  UserPoolTags: "kept",
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 3 },
  UserPoolAddOns: "emptied",
  AccountRecoverySetting: "kept",
  UserPoolTier: "kept",
  KeyConfiguration: "kept",
  IssuerConfiguration: "kept",
  DcrConfiguration: "kept",
  AcrConfiguration: "kept",
  Name: "kept",
  SchemaAttributes: "kept",
};

describe("UpdateUserPool", () => {
  test.each(Object.entries(AFTER_AN_EMPTY_UPDATE))("that leaves out %s has it %s", async (member, effect) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool(UNUSUAL);
    const before = (await cognito.send("DescribeUserPool", { UserPoolId })).UserPool;
    expect(await cognito.send("UpdateUserPool", { UserPoolId })).toEqual({});
    const after = (await cognito.send("DescribeUserPool", { UserPoolId })).UserPool;
    expect(before).toHaveProperty(member);
    const value: unknown = Reflect.get(after ?? {}, member);
    if (effect === "kept") expect(value).toEqual(Reflect.get(before ?? {}, member));
    else if (effect === "emptied") expect(after).not.toHaveProperty(member);
    else expect(value).toEqual(effect);
  });

  test("that leaves out one policy keeps it", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool(UNUSUAL);
    const policies = async () => (await cognito.send("DescribeUserPool", { UserPoolId })).UserPool?.Policies;

    await cognito.send("UpdateUserPool", { UserPoolId, Policies: { PasswordPolicy: { MinimumLength: 20 } } });
    expect(await policies()).toMatchObject({
      PasswordPolicy: { MinimumLength: 20 },
      SignInPolicy: UNUSUAL.Policies.SignInPolicy,
    });

    await cognito.send("UpdateUserPool", { UserPoolId, Policies: { SignInPolicy: {} } });
    expect(await policies()).toMatchObject({
      PasswordPolicy: { MinimumLength: 20 },
      SignInPolicy: UNUSUAL.Policies.SignInPolicy,
    });

    await cognito.send("UpdateUserPool", {
      UserPoolId,
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] } },
    });
    expect(await policies()).toMatchObject({
      PasswordPolicy: { MinimumLength: 20 },
      SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
    });
  });

  test("replaces a given structure whole", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool(UNUSUAL);
    await cognito.send("UpdateUserPool", {
      UserPoolId,
      LambdaConfig: { PostConfirmation: FUNCTION },
      Policies: { PasswordPolicy: { RequireSymbols: true } },
      UserPoolTags: { team: "red" },
      DcrConfiguration: { AllowedScopes: ["email"] },
      EmailConfiguration: {},
    });
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(UserPool?.LambdaConfig).toEqual({ PostConfirmation: FUNCTION });
    expect(UserPool?.Policies?.PasswordPolicy).toEqual({
      MinimumLength: 8,
      RequireUppercase: false,
      RequireLowercase: false,
      RequireNumbers: false,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 7,
    });
    expect(UserPool?.UserPoolTags).toEqual({ team: "red" });
    expect(UserPool?.DcrConfiguration).toEqual({
      AllowedScopes: ["email"],
      EnableStatus: "Enabled",
      OpenDcrEnabled: false,
    });
    expect(UserPool?.EmailConfiguration).toEqual({ EmailSendingAccount: "COGNITO_DEFAULT" });
  });

  test("sets how long temporary passwords last by the older name too", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool(UNUSUAL);
    await cognito.send("UpdateUserPool", { UserPoolId, AdminCreateUserConfig: { UnusedAccountValidityDays: 30 } });
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(UserPool?.Policies?.PasswordPolicy).toEqual({
      ...UNUSUAL.Policies.PasswordPolicy,
      TemporaryPasswordValidityDays: 30,
    });
  });

  test("renames the pool and tells when it was changed", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ PoolName: "people" });
    cognito.clock.advance({ seconds: 90 });
    await cognito.send("UpdateUserPool", { UserPoolId, PoolName: "customers" });
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(UserPool).toMatchObject({ Name: "customers", CreationDate: 1767225600, LastModifiedDate: 1767225690 });
  });

  test("is refused where it empties the verification that updates wait for", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      AutoVerifiedAttributes: ["email"],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    });
    await expect(cognito.send("UpdateUserPool", { UserPoolId, DeletionProtection: "ACTIVE" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
    );
  });

  test.each([
    [
      "a tier that lacks what the pool uses",
      { UserPoolTier: "LITE" },
      "FeatureUnavailableInTierException",
      "The following features need to be disabled for the LITE pricing tier configured: Passwordless Sign-In",
    ],
    [
      "a reserved tag",
      { UserPoolTags: { "aws:stage": "test" } },
      "UserPoolTaggingException",
      "aws: prefixed tag key names are not allowed for external use.",
    ],
    [
      "a role of another account",
      { SmsConfiguration: { SnsCallerArn: "arn:aws:iam::123456789012:role/sender" } },
      "NotAuthorizedException",
      "Cross-account pass role is not allowed.",
    ],
  ] as const)("refuses %s and leaves the pool as it was", async (_, change, error, message) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
    });
    const before = await cognito.send("DescribeUserPool", { UserPoolId });
    cognito.clock.advance({ minutes: 1 });
    await expect(cognito.send("UpdateUserPool", { UserPoolId, ...change })).rejects.toBeCognitoError(error, message);
    expect(await cognito.send("DescribeUserPool", { UserPoolId })).toEqual(before);
  });

  test("knows no pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(cognito.send("UpdateUserPool", { UserPoolId: "us-east-1_missing" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool us-east-1_missing does not exist.",
    );
  });
});
