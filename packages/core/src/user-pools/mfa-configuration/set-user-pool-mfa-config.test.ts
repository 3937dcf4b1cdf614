import type { CreateUserPoolRequest, SetUserPoolMfaConfigRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

type MfaConfig = Omit<SetUserPoolMfaConfigRequest, "UserPoolId">;

const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", ExternalId: "id" };
const SOFTWARE_TOKEN = { Enabled: true };
const OWN_SENDER: Partial<CreateUserPoolRequest> = {
  EmailConfiguration: {
    EmailSendingAccount: "DEVELOPER",
    SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/no-reply@example.com",
  },
};
const PASSKEYS: Partial<CreateUserPoolRequest> = {
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } },
};
const SINGLE_FACTOR = { FactorConfiguration: "SINGLE_FACTOR" };
const MULTI_FACTOR = { FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION" } as const;

describe("GetUserPoolMfaConfig", () => {
  test("answers nothing but OFF of a new pool", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const answer = await cognito.send("GetUserPoolMfaConfig", { UserPoolId });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ MfaConfiguration: "OFF" });
  });

  test("knows no pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(cognito.send("GetUserPoolMfaConfig", { UserPoolId: "us-east-1_missing" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool us-east-1_missing does not exist.",
    );
  });

  test.each(["ON", "OPTIONAL"] as const)("tells that CreateUserPool with MFA %s and SMS offers SMS", async (mode) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      MfaConfiguration: mode,
      SmsConfiguration: SMS,
      SmsAuthenticationMessage: "Your code is {####}",
    });
    expect(await cognito.send("GetUserPoolMfaConfig", { UserPoolId })).toEqual({
      MfaConfiguration: mode,
      SmsMfaConfiguration: { SmsConfiguration: SMS, SmsAuthenticationMessage: "Your code is {####}" },
    });
  });

  test("tells that a pool which only verifies by SMS has no MFA", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ SmsConfiguration: SMS });
    expect(await cognito.send("GetUserPoolMfaConfig", { UserPoolId })).toEqual({ MfaConfiguration: "OFF" });
  });
});

describe("SetUserPoolMfaConfig", () => {
  test("sets every factor, answers them, and shows them to DescribeUserPool", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool(OWN_SENDER);
    cognito.clock.advance({ minutes: 1 });
    const config: MfaConfig = {
      MfaConfiguration: "OPTIONAL",
      SmsMfaConfiguration: { SmsAuthenticationMessage: "Your code is {####}", SmsConfiguration: SMS },
      SoftwareTokenMfaConfiguration: SOFTWARE_TOKEN,
      EmailMfaConfiguration: { Message: "Your code is {####}", Subject: "Your code" },
      WebAuthnConfiguration: { RelyingPartyId: "example.com", UserVerification: "required", ...MULTI_FACTOR },
    };
    expect(await cognito.send("SetUserPoolMfaConfig", { UserPoolId, ...config })).toEqual(config);
    expect(await cognito.send("GetUserPoolMfaConfig", { UserPoolId })).toEqual(config);
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(UserPool).toMatchObject({
      MfaConfiguration: "OPTIONAL",
      SmsConfiguration: SMS,
      SmsAuthenticationMessage: "Your code is {####}",
      LastModifiedDate: 1767225660,
    });
  });

  test("replaces all: factors that are left out are off, passkeys a single factor", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.send("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "ON",
      SmsMfaConfiguration: { SmsConfiguration: SMS },
      WebAuthnConfiguration: { RelyingPartyId: "example.com", ...MULTI_FACTOR },
    });
    const totpOnly = { MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: SOFTWARE_TOKEN } as const;
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, ...totpOnly });
    expect(await cognito.send("GetUserPoolMfaConfig", { UserPoolId })).toEqual({
      ...totpOnly,
      WebAuthnConfiguration: SINGLE_FACTOR,
    });
  });

  test("turns MFA off where nothing is given, and keeps what sends SMS", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ MfaConfiguration: "ON", SmsConfiguration: SMS });
    expect(await cognito.send("SetUserPoolMfaConfig", { UserPoolId })).toEqual({
      MfaConfiguration: "OFF",
      WebAuthnConfiguration: SINGLE_FACTOR,
    });
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(UserPool).toMatchObject({ MfaConfiguration: "OFF", SmsConfiguration: SMS });
  });

  test("uses the pool's own SMS configuration where none is given", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ SmsConfiguration: SMS });
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, MfaConfiguration: "ON", SmsMfaConfiguration: {} });
    expect(await cognito.send("GetUserPoolMfaConfig", { UserPoolId })).toMatchObject({
      SmsMfaConfiguration: { SmsConfiguration: SMS },
    });
  });

  test.each<[what: string, config: MfaConfig, settings?: Partial<CreateUserPoolRequest>]>([
    ["passkeys without MFA", { WebAuthnConfiguration: { RelyingPartyId: "example.com" } }],
    [
      "required MFA by a software token that is not enabled",
      { MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: { Enabled: false } },
    ],
    [
      "optional MFA beside codes as a first factor",
      { MfaConfiguration: "OPTIONAL", SoftwareTokenMfaConfiguration: SOFTWARE_TOKEN },
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
    ],
    [
      "required MFA beside passkeys that verify their holder",
      { MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: SOFTWARE_TOKEN, WebAuthnConfiguration: MULTI_FACTOR },
      PASSKEYS,
    ],
  ])("takes %s", async (_, config, settings = {}) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool(settings);
    expect(await cognito.send("SetUserPoolMfaConfig", { UserPoolId, ...config })).toMatchObject(config);
  });

  const OFF_WITH_FACTOR = "Invalid MFA configuration given, can't turn off MFA and configure an MFA together";
  const NO_FACTOR = "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.";
  test.each<[what: string, config: MfaConfig, message: string, settings?: Partial<CreateUserPoolRequest>]>([
    [
      "OFF beside a factor",
      { MfaConfiguration: "OFF", SoftwareTokenMfaConfiguration: SOFTWARE_TOKEN },
      OFF_WITH_FACTOR,
    ],
    [
      "OFF beside a factor that is not enabled",
      { MfaConfiguration: "OFF", SoftwareTokenMfaConfiguration: { Enabled: false } },
      OFF_WITH_FACTOR,
    ],
    ["a factor without a mode", { SmsMfaConfiguration: { SmsConfiguration: SMS } }, OFF_WITH_FACTOR],
    ["OFF beside e-mail, whoever sends it", { EmailMfaConfiguration: { Subject: "Code" } }, OFF_WITH_FACTOR],
    ["ON without a factor", { MfaConfiguration: "ON" }, NO_FACTOR],
    ["OPTIONAL with passkeys only", { MfaConfiguration: "OPTIONAL", WebAuthnConfiguration: MULTI_FACTOR }, NO_FACTOR],
    [
      "ON beside codes by e-mail as a first factor",
      { MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: SOFTWARE_TOKEN },
      "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
    ],
    [
      "ON beside codes by SMS as a first factor",
      { MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: SOFTWARE_TOKEN },
      "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
      {
        SmsConfiguration: SMS,
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "SMS_OTP"] } },
      },
    ],
    [
      "ON beside passkeys as a first factor",
      { MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: SOFTWARE_TOKEN },
      "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor",
      PASSKEYS,
    ],
    [
      "codes by e-mail that Cognito sends",
      { MfaConfiguration: "OPTIONAL", EmailMfaConfiguration: { Subject: "Code" } },
      "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT",
    ],
    [
      "codes by SMS that nothing sends",
      { MfaConfiguration: "ON", SmsMfaConfiguration: {} },
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    ],
    [
      "codes by e-mail where e-mail is the only way to recover",
      { MfaConfiguration: "ON", EmailMfaConfiguration: { Subject: "Code" } },
      "Invalid account recovery setting parameter. Account Recovery Setting cannot use verified_email as a recovery mechanism when Email MFA is configured.",
      {
        ...OWN_SENDER,
        AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: "verified_email" }] },
      },
    ],
    [
      "a message without a place for the code",
      {
        MfaConfiguration: "ON",
        SmsMfaConfiguration: { SmsConfiguration: SMS, SmsAuthenticationMessage: "On its way" },
      },
      String.raw`1 validation error detected: Value 'On its way' at 'smsMfaConfiguration.smsAuthenticationMessage' failed to satisfy constraint: Member must satisfy regular expression pattern: .*\{####\}.*`,
    ],
  ])("refuses %s and changes nothing", async (_, config, message, settings = {}) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool(settings);
    const before = await cognito.send("GetUserPoolMfaConfig", { UserPoolId });
    await expect(cognito.send("SetUserPoolMfaConfig", { UserPoolId, ...config })).rejects.toBeCognitoError(
      "InvalidParameterException",
      message,
    );
    expect(await cognito.send("GetUserPoolMfaConfig", { UserPoolId })).toEqual(before);
  });

  test.each<readonly [config: MfaConfig, feature: string]>([
    [{ MfaConfiguration: "ON", EmailMfaConfiguration: { Subject: "Code" } }, "Email MFA"],
    [{ WebAuthnConfiguration: MULTI_FACTOR }, "Passkey MFA"],
  ])("refuses %j in the lowest tier", async (config, feature) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ ...OWN_SENDER, UserPoolTier: "LITE" });
    await expect(cognito.send("SetUserPoolMfaConfig", { UserPoolId, ...config })).rejects.toBeCognitoError(
      "FeatureUnavailableInTierException",
      `The following features need to be disabled for the LITE pricing tier configured: ${feature}`,
    );
  });

  test("refuses a role of another account", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const SmsConfiguration = { SnsCallerArn: "arn:aws:iam::123456789012:role/sms" };
    await expect(
      cognito.send("SetUserPoolMfaConfig", {
        UserPoolId,
        MfaConfiguration: "ON",
        SmsMfaConfiguration: { SmsConfiguration },
      }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Cross-account pass role is not allowed.");
  });
});

describe("UpdateUserPool on MFA", () => {
  test("keeps the factors where it says nothing of MFA, and turns it on and off where it does", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const factors = async () => cognito.send("GetUserPoolMfaConfig", { UserPoolId });
    const webAuthn = { WebAuthnConfiguration: { RelyingPartyId: "example.com", ...MULTI_FACTOR } };
    const totp = { SoftwareTokenMfaConfiguration: SOFTWARE_TOKEN };
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, MfaConfiguration: "ON", ...totp, ...webAuthn });

    await cognito.send("UpdateUserPool", { UserPoolId });
    expect(await factors()).toEqual({ MfaConfiguration: "ON", ...totp, ...webAuthn });
    await cognito.send("UpdateUserPool", { UserPoolId, MfaConfiguration: "OPTIONAL", SmsConfiguration: SMS });
    expect(await factors()).toEqual({ MfaConfiguration: "OPTIONAL", ...totp, ...webAuthn });
    await cognito.send("UpdateUserPool", { UserPoolId, MfaConfiguration: "OFF" });
    expect(await factors()).toEqual({ MfaConfiguration: "OFF", ...webAuthn });
    await cognito.send("UpdateUserPool", { UserPoolId, MfaConfiguration: "ON" });
    expect(await factors()).toEqual({
      MfaConfiguration: "ON",
      SmsMfaConfiguration: { SmsConfiguration: SMS },
      ...webAuthn,
    });
  });

  test("refuses first factors that do not go with required MFA", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const totp = { MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: SOFTWARE_TOKEN } as const;
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, ...totp });
    const allow = (factor: "EMAIL_OTP" | "WEB_AUTHN") =>
      cognito.send("UpdateUserPool", {
        UserPoolId,
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", factor] } },
      });
    await expect(allow("EMAIL_OTP")).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
    );
    await expect(allow("WEB_AUTHN")).rejects.toBeCognitoError(
      "InvalidParameterException",
      "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA",
    );
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, ...totp, WebAuthnConfiguration: MULTI_FACTOR });
    expect(await allow("WEB_AUTHN")).toEqual({});
  });

  test("refuses to have Cognito send the e-mail of email MFA", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool(OWN_SENDER);
    await cognito.send("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "ON",
      EmailMfaConfiguration: { Subject: "Code" },
    });
    await expect(
      cognito.send("UpdateUserPool", { UserPoolId, EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" } }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT",
    );
  });
});
