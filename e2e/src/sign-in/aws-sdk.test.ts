import {
  AdminForgetDeviceCommand,
  AdminGetDeviceCommand,
  AdminInitiateAuthCommand,
  AdminListDevicesCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminUpdateDeviceStatusCommand,
  AdminUserGlobalSignOutCommand,
  AssociateSoftwareTokenCommand,
  type AuthenticationResultType,
  type ChallengeNameType,
  ConfirmDeviceCommand,
  DescribeUserPoolClientCommand,
  GetDeviceCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserAuthFactorsCommand,
  GetUserCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  ListDevicesCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  StartWebAuthnRegistrationCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  createDeviceVerifier,
  createSecretHash,
  createSrpSession,
  signSrpSession,
  signSrpSessionWithDevice,
  wrapAuthChallenge,
  wrapInitiateAuth,
} from "cognito-srp-helper";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { present } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { authenticatorApp } from "./authenticator-app.ts";
import { createPeople, NEW_PASSWORD, OFFER, PASSWORD, type PoolSettings } from "./people.ts";

const PHONE = "+15551230100";

let server: RunningServer;

beforeAll(async () => {
  server = await startServer(["--codes", "random"]);
});
afterAll(async () => {
  await server.stop();
});

/** A pool with the calls that sign in to it. */
async function givenPeople(settings?: PoolSettings) {
  const people = await createPeople(server.url, settings);
  const { aws, ClientId } = people;
  return {
    ...people,
    signIn: (USERNAME: string, parameters: Readonly<Record<string, string>> = {}) =>
      aws.send(
        new InitiateAuthCommand({
          AuthFlow: "USER_PASSWORD_AUTH",
          ClientId,
          AuthParameters: { USERNAME, PASSWORD, ...parameters },
        }),
      ),
    answer: (
      ChallengeName: ChallengeNameType,
      Session: string | undefined,
      ChallengeResponses: Readonly<Record<string, string>>,
    ) => aws.send(new RespondToAuthChallengeCommand({ ClientId, ChallengeName, Session, ChallengeResponses })),
  };
}

function tokensIn({
  AuthenticationResult,
  ChallengeName,
}: Pick<InitiateAuthCommandOutput, "AuthenticationResult" | "ChallengeName">) {
  const { AccessToken, IdToken, RefreshToken }: AuthenticationResultType = present(
    AuthenticationResult,
    `result, but ${ChallengeName}`,
  );
  return { AccessToken: present(AccessToken), IdToken: present(IdToken), RefreshToken: present(RefreshToken) };
}

describe("The AWS SDK with passwords", () => {
  test.each(["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] as const)(
    "goes on as administrator from %s over a new password and a set-up of MFA",
    async (AuthFlow) => {
      const { aws, ClientId, UserPoolId, ...people } = await givenPeople({
        mfa: { MfaConfiguration: "ON", ...OFFER.app },
      });
      const USERNAME = await people.givenInvitedUser();
      const signIn = (password: string) =>
        aws.send(
          new AdminInitiateAuthCommand({
            UserPoolId,
            ClientId,
            AuthFlow,
            AuthParameters: { USERNAME, PASSWORD: password },
          }),
        );
      const answer = (
        ChallengeName: ChallengeNameType,
        Session: string | undefined,
        responses: Readonly<Record<string, string>> = {},
      ) =>
        aws.send(
          new AdminRespondToAuthChallengeCommand({
            UserPoolId,
            ClientId,
            ChallengeName,
            Session,
            ChallengeResponses: { USERNAME, ...responses },
          }),
        );
      const first = await signIn(PASSWORD);
      expect(first.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
      const setUp = await answer("NEW_PASSWORD_REQUIRED", first.Session, { NEW_PASSWORD });
      expect(setUp).toMatchObject({
        ChallengeName: "MFA_SETUP",
        ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]', USER_ID_FOR_SRP: USERNAME },
      });
      const associated = await aws.send(new AssociateSoftwareTokenCommand({ Session: setUp.Session }));
      const app = authenticatorApp(present(associated.SecretCode));
      const verified = await aws.send(
        new VerifySoftwareTokenCommand({ Session: associated.Session, UserCode: app.nextCode() }),
      );
      expect(verified.Status).toBe("SUCCESS");
      tokensIn(await answer("MFA_SETUP", verified.Session));

      const { ChallengeName, Session } = await signIn(NEW_PASSWORD);
      expect(ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
      const { AccessToken } = tokensIn(
        await answer("SOFTWARE_TOKEN_MFA", Session, { SOFTWARE_TOKEN_MFA_CODE: app.nextCode() }),
      );
      expect(decodeJwt(AccessToken)["username"]).toBe(USERNAME);
    },
  );

  test("chooses between codes by SMS and e-mail, and uses each session once", async () => {
    const { aws, signIn, answer, ...people } = await givenPeople({
      pool: { EmailConfiguration: OFFER.ownSender },
      mfa: { MfaConfiguration: "OPTIONAL", ...OFFER.sms, ...OFFER.email },
    });
    const USERNAME = await people.givenUser({ phone_number: PHONE, email: "ann@example.com" });
    const { AccessToken } = tokensIn(await signIn(USERNAME));
    await aws.send(
      new SetUserMFAPreferenceCommand({
        AccessToken,
        SMSMfaSettings: { Enabled: true },
        EmailMfaSettings: { Enabled: true },
      }),
    );
    const select = await signIn(USERNAME);
    expect(select).toMatchObject({
      ChallengeName: "SELECT_MFA_TYPE",
      ChallengeParameters: { MFAS_CAN_CHOOSE: '["SMS_MFA","EMAIL_OTP"]' },
    });
    const byEmail = await answer("SELECT_MFA_TYPE", select.Session, { USERNAME, ANSWER: "EMAIL_OTP" });
    expect(byEmail).toMatchObject({
      ChallengeName: "EMAIL_OTP",
      ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: "EMAIL", CODE_DELIVERY_DESTINATION: "a***@e***" },
    });
    const code = await people.lastCode(USERNAME);
    const right = { USERNAME, EMAIL_OTP_CODE: code };
    const wrong = { USERNAME, EMAIL_OTP_CODE: code === "000000" ? "000001" : "000000" };
    await expect(answer("EMAIL_OTP", byEmail.Session, wrong)).rejects.toMatchObject({
      name: "CodeMismatchException",
      message: "Invalid code or auth state for the user.",
    });
    tokensIn(await answer("EMAIL_OTP", byEmail.Session, right));
    await expect(answer("EMAIL_OTP", byEmail.Session, right)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Invalid session for the user, session can only be used once.",
    });
    expect(await aws.send(new GetUserAuthFactorsCommand({ AccessToken }))).toMatchObject({
      UserMFASettingList: ["SMS_MFA", "EMAIL_OTP"],
    });
  });

  test("is asked for a code once an administrator has turned MFA on for a user", async () => {
    const { aws, UserPoolId, signIn, answer, ...people } = await givenPeople({
      mfa: { MfaConfiguration: "OPTIONAL", ...OFFER.sms },
    });
    const Username = await people.givenUser({ phone_number: PHONE });
    tokensIn(await signIn(Username));
    await aws.send(
      new AdminSetUserMFAPreferenceCommand({
        UserPoolId,
        Username,
        SMSMfaSettings: { Enabled: true, PreferredMfa: true },
      }),
    );
    const { ChallengeName, Session } = await signIn(Username);
    expect(ChallengeName).toBe("SMS_MFA");
    const SMS_MFA_CODE = await people.lastCode(Username);
    tokensIn(await answer("SMS_MFA", Session, { USERNAME: Username, SMS_MFA_CODE }));
  });

  test("finds the flows closed that the client does not allow", async () => {
    const { aws, ClientId, UserPoolId, signIn } = await givenPeople({
      client: { ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"] },
    });
    const AuthParameters = { USERNAME: "ann", PASSWORD, SRP_A: "1234" };
    const initiate = (AuthFlow: "USER_SRP_AUTH" | "CUSTOM_AUTH") =>
      aws.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }));
    await expect(signIn("ann")).rejects.toThrow("USER_PASSWORD_AUTH flow not enabled for this client");
    await expect(initiate("USER_SRP_AUTH")).rejects.toThrow("USER_SRP_AUTH is not enabled for the client.");
    await expect(initiate("CUSTOM_AUTH")).rejects.toThrow("CUSTOM_AUTH is not enabled for the client.");
    await expect(
      aws.send(
        new AdminInitiateAuthCommand({ UserPoolId, ClientId, AuthFlow: "ADMIN_USER_PASSWORD_AUTH", AuthParameters }),
      ),
    ).rejects.toThrow("Auth flow not enabled for this client");
  });

  test("gets new refresh tokens where they rotate, and none for an old one", async () => {
    const { aws, ClientId, signIn, ...people } = await givenPeople({
      client: {
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
      },
    });
    const first = tokensIn(await signIn(await people.givenUser()));
    const renew = async (RefreshToken: string) =>
      tokensIn({
        ChallengeName: undefined,
        ...(await aws.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }))),
      });
    const second = await renew(first.RefreshToken);
    expect(second.RefreshToken).not.toBe(first.RefreshToken);
    expect(decodeJwt(second.AccessToken)["origin_jti"]).toBe(decodeJwt(first.AccessToken)["origin_jti"]);
    await expect(renew(first.RefreshToken)).rejects.toHaveProperty("name", "RefreshTokenReuseException");
  });

  test("is signed out by an administrator", async () => {
    const { aws, UserPoolId, signIn, ...people } = await givenPeople();
    const Username = await people.givenUser();
    const { AccessToken } = tokensIn(await signIn(Username));
    await aws.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
    await expect(aws.send(new GetUserCommand({ AccessToken }))).rejects.toThrow("Access Token has been revoked");
  });

  test("begins the registration of a passkey", async () => {
    const { aws, signIn, ...people } = await givenPeople({
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } } },
      mfa: { WebAuthnConfiguration: { RelyingPartyId: "auth.example.com" } },
    });
    const username = await people.givenUser();
    const { AccessToken } = tokensIn(await signIn(username));
    const { CredentialCreationOptions } = await aws.send(new StartWebAuthnRegistrationCommand({ AccessToken }));
    expect(CredentialCreationOptions).toMatchObject({ rp: { id: "auth.example.com" }, user: { name: username } });
  });
});

/** What the other side needs of a challenge. */
function challengeIn({ ChallengeName, ChallengeParameters }: InitiateAuthCommandOutput) {
  return { ChallengeName: present(ChallengeName), ChallengeParameters: present(ChallengeParameters) };
}

describe("The AWS SDK with SRP", () => {
  test("proves a password for a client with a secret, as user and as administrator", async () => {
    const { aws, ClientId, UserPoolId, ...people } = await givenPeople({ client: { GenerateSecret: true } });
    const { UserPoolClient } = await aws.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
    const USERNAME = await people.givenUser();
    const SECRET_HASH = createSecretHash(USERNAME, ClientId, present(UserPoolClient?.ClientSecret));
    const srp = createSrpSession(USERNAME, PASSWORD, UserPoolId, false);
    const initiation = wrapInitiateAuth(srp, {
      ClientId,
      AuthFlow: "USER_SRP_AUTH" as const,
      AuthParameters: { USERNAME, SECRET_HASH, CHALLENGE_NAME: "SRP_A" },
    });
    const answerTo = (challenge: InitiateAuthCommandOutput, session = srp) =>
      wrapAuthChallenge(signSrpSession(session, challengeIn(challenge)), {
        ClientId,
        ChallengeName: "PASSWORD_VERIFIER" as const,
        ChallengeResponses: { USERNAME, SECRET_HASH },
      });
    const challenge = await aws.send(new InitiateAuthCommand(initiation));
    expect(challenge.ChallengeName).toBe("PASSWORD_VERIFIER");
    tokensIn(await aws.send(new RespondToAuthChallengeCommand(answerTo(challenge))));

    const asAdmin = await aws.send(new AdminInitiateAuthCommand({ UserPoolId, ...initiation }));
    const adminAnswer = { UserPoolId, ...answerTo(asAdmin) };
    tokensIn(await aws.send(new AdminRespondToAuthChallengeCommand(adminAnswer)));

    const wrong = createSrpSession(USERNAME, NEW_PASSWORD, UserPoolId, false);
    const another = await aws.send(new InitiateAuthCommand(wrapInitiateAuth(wrong, initiation)));
    await expect(aws.send(new RespondToAuthChallengeCommand(answerTo(another, wrong)))).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Incorrect username or password.",
    });
  });

  test("signs in on a device in place of a code, until an administrator says otherwise", async () => {
    const { aws, ClientId, UserPoolId, signIn, answer, ...people } = await givenPeople({
      pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true } },
      mfa: { MfaConfiguration: "ON", ...OFFER.sms },
    });
    const Username = await people.givenUser({ phone_number: PHONE });
    const byCode = await signIn(Username);
    const { AuthenticationResult } = await answer("SMS_MFA", byCode.Session, {
      USERNAME: Username,
      SMS_MFA_CODE: await people.lastCode(Username),
    });
    const AccessToken = present(AuthenticationResult?.AccessToken);
    const DeviceKey = present(AuthenticationResult?.NewDeviceMetadata?.DeviceKey);
    const groupKey = present(AuthenticationResult?.NewDeviceMetadata?.DeviceGroupKey);
    const { DeviceSecretVerifierConfig, DeviceRandomPassword } = createDeviceVerifier(DeviceKey, groupKey);
    const { UserConfirmationNecessary } = await aws.send(
      new ConfirmDeviceCommand({ AccessToken, DeviceKey, DeviceName: "desk", DeviceSecretVerifierConfig }),
    );
    expect(UserConfirmationNecessary).toBe(true);
    const device = { UserPoolId, Username, DeviceKey };
    await aws.send(new AdminUpdateDeviceStatusCommand({ ...device, DeviceRememberedStatus: "remembered" }));

    const challenge = await signIn(Username, { DEVICE_KEY: DeviceKey });
    expect(challenge.ChallengeName).toBe("DEVICE_SRP_AUTH");
    const srp = createSrpSession(Username, PASSWORD, UserPoolId, false);
    const responses = { USERNAME: Username, DEVICE_KEY: DeviceKey };
    const posed = await answer("DEVICE_SRP_AUTH", challenge.Session, { ...responses, SRP_A: srp.largeA });
    const signed = signSrpSessionWithDevice(srp, challengeIn(posed), groupKey, DeviceRandomPassword);
    const tokens = tokensIn(
      await aws.send(
        new RespondToAuthChallengeCommand(
          wrapAuthChallenge(signed, {
            ClientId,
            ChallengeName: "DEVICE_PASSWORD_VERIFIER" as const,
            Session: posed.Session,
            ChallengeResponses: responses,
          }),
        ),
      ),
    );
    expect(decodeJwt(tokens.AccessToken)["device_key"]).toBe(DeviceKey);

    const own = await aws.send(new GetDeviceCommand({ AccessToken, DeviceKey }));
    expect(own.Device?.DeviceAttributes).toContainEqual({ Name: "device_name", Value: "desk" });
    const { Devices } = await aws.send(new ListDevicesCommand({ AccessToken }));
    expect(Devices?.map((each) => each.DeviceKey)).toEqual([DeviceKey]);
    const seen = await aws.send(new AdminGetDeviceCommand(device));
    expect(seen.Device?.DeviceAttributes).toContainEqual({ Name: "dev:device_remembered_status", Value: "remembered" });
    const listed = await aws.send(new AdminListDevicesCommand({ UserPoolId, Username }));
    expect(listed.Devices).toHaveLength(1);

    await aws.send(new AdminUpdateDeviceStatusCommand({ ...device, DeviceRememberedStatus: "not_remembered" }));
    expect((await signIn(Username, { DEVICE_KEY: DeviceKey })).ChallengeName).toBe("SMS_MFA");
    await aws.send(new AdminForgetDeviceCommand(device));
    await expect(signIn(Username, { DEVICE_KEY: DeviceKey })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Device does not exist.",
    });
  });
});
