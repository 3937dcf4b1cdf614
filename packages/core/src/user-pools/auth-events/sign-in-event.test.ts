import { readJwt, secretHash } from "@cogmock/crypto";
import type { AuthEventType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { givenDevicePool } from "../../testing/given-device.ts";
import { givenPasskeyBearer, registerPasskey, WITH_PASSKEYS } from "../../testing/given-passkeys.ts";
import { givenRecordingPool, type RecordingPool } from "../../testing/given-recording-pool.ts";
import { beginSrp, signInWithSrp } from "../../testing/srp-client.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";

const START = Date.parse("2026-01-01T00:00:00Z") / 1000;
const WRONG_PASSWORD = "Wrong-Horse-9!";
const password = (ChallengeResponse: "Success" | "Failure") => ({ ChallengeName: "Password", ChallengeResponse });
const mfa = (ChallengeResponse: "Success" | "Failure") => ({ ChallengeName: "Mfa", ChallengeResponse });

const PLUS = { UserPoolTier: "PLUS", UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" } } as const;

const SMS_MFA = {
  MfaConfiguration: "ON",
  SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" },
} as const;

/** What was asked in an event, and how it ended. */
const outcomeOf = ({ EventResponse, ChallengeResponses }: AuthEventType) => [EventResponse, ChallengeResponses];

async function outcomes(pool: RecordingPool) {
  return (await pool.events()).map(outcomeOf);
}

describe("The event of a sign-in", () => {
  test("says what happened, when, and on what, under the id that the tokens name", async () => {
    const { cognito, ClientId, events } = await givenRecordingPool();
    const { AuthenticationResult } = await cognito.send(
      "InitiateAuth",
      {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
      },
      { caller: { ipAddress: "192.0.2.7", userAgent: "curl/8.5.0" } },
    );
    const claims = readJwt(AuthenticationResult?.AccessToken ?? "")?.claims;
    expect(await events()).toEqual([
      {
        EventId: claims?.["event_id"],
        EventType: "SignIn",
        CreationDate: START,
        EventResponse: "Pass",
        EventRisk: { RiskDecision: "NoRisk", CompromisedCredentialsDetected: false },
        ChallengeResponses: [password("Success")],
        EventContextData: { IpAddress: "192.0.2.7", DeviceName: "curl 8" },
      },
    ]);
    await cognito.send("GetUser", { AccessToken: AuthenticationResult?.AccessToken ?? "" });
    expect(readJwt(AuthenticationResult?.IdToken ?? "")?.claims["event_id"]).toBe(claims?.["event_id"]);
  });

  test("records wrong passwords, counted by the lockout or not", async () => {
    const pool = await givenRecordingPool();
    for (let time = 0; time < 6; time++) await expect(pool.signIn(WRONG_PASSWORD)).rejects.toThrow();
    expect(await outcomes(pool)).toEqual(Array.from({ length: 6 }, () => ["Fail", [password("Failure")]]));
  });

  test("is one, of SRP, from its first call on", async () => {
    const pool = await givenRecordingPool({ client: { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] } });
    const alice = { ...pool, Username: "alice" };
    const { challenge, responses } = await beginSrp(pool.cognito, alice);
    expect(await outcomes(pool)).toEqual([["InProgress", []]]);
    const answer = (changed: Record<string, string>) =>
      pool.cognito.send("RespondToAuthChallenge", {
        ClientId: pool.ClientId,
        ChallengeName: "PASSWORD_VERIFIER",
        Session: challenge.Session,
        ChallengeResponses: { ...responses, ...changed },
      });
    await expect(answer({ PASSWORD_CLAIM_SIGNATURE: "x" })).rejects.toThrow();
    expect(await outcomes(pool)).toEqual([["Fail", [password("Failure")]]]);
    await answer({});
    expect(await outcomes(pool)).toEqual([["Pass", [password("Success")]]]);
    pool.cognito.clock.advance({ seconds: 1 });
    await expect(signInWithSrp(pool.cognito, { ...alice, Password: WRONG_PASSWORD })).rejects.toThrow();
    expect(await outcomes(pool)).toEqual([
      ["Fail", [password("Failure")]],
      ["Pass", [password("Success")]],
    ]);
  });

  test("keeps its time and place while the second factor is asked for", async () => {
    const pool = await givenRecordingPool({ pool: SMS_MFA });
    const { cognito, ClientId, signIn, events } = pool;
    const { Session } = await signIn();
    const [begun] = await events();
    expect(outcomeOf(begun ?? {})).toEqual(["InProgress", [password("Success")]]);
    cognito.clock.advance({ minutes: 1 });
    const answer = (SMS_MFA_CODE: string) =>
      cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "SMS_MFA",
        Session,
        ChallengeResponses: { USERNAME: "alice", SMS_MFA_CODE },
      });
    await expect(answer("000000")).rejects.toThrow();
    const challenges = [password("Success"), mfa("Failure")];
    expect(await events()).toEqual([{ ...begun, EventResponse: "Fail", ChallengeResponses: challenges }]);
    const { AuthenticationResult } = await answer("123456");
    const passed = { EventResponse: "Pass", ChallengeResponses: [password("Success"), mfa("Success")] };
    expect(await events()).toEqual([{ ...begun, ...passed }]);
    expect(readJwt(AuthenticationResult?.AccessToken ?? "")?.claims["event_id"]).toBe(begun?.EventId);
  });

  test("keeps the feedback that was given meanwhile", async () => {
    const { cognito, UserPoolId, ClientId, signIn, events } = await givenRecordingPool({ pool: SMS_MFA });
    const { Session } = await signIn();
    const [begun] = await events();
    const EventId = begun?.EventId ?? "";
    const feedback = { UserPoolId, Username: "alice", EventId, FeedbackValue: "Valid" } as const;
    await cognito.send("AdminUpdateAuthEventFeedback", feedback);
    await cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName: "SMS_MFA",
      Session,
      ChallengeResponses: { USERNAME: "alice", SMS_MFA_CODE: "123456" },
    });
    expect(await events()).toMatchObject([{ EventResponse: "Pass", EventFeedback: { FeedbackValue: "Valid" } }]);
  });

  test("does not call a code the second factor where it is the first", async () => {
    const pool = await givenRecordingPool({
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
      client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] },
    });
    const { cognito, ClientId } = pool;
    const { Session } = await cognito.send("InitiateAuth", {
      AuthFlow: "USER_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "alice", PREFERRED_CHALLENGE: "EMAIL_OTP" },
    });
    const answer = (EMAIL_OTP_CODE: string) =>
      cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "EMAIL_OTP",
        Session,
        ChallengeResponses: { USERNAME: "alice", EMAIL_OTP_CODE },
      });
    await expect(answer("00000000")).rejects.toThrow();
    expect(await outcomes(pool)).toEqual([["Fail", []]]);
    await answer("12345678");
    expect(await outcomes(pool)).toEqual([["Pass", []]]);
  });

  test("believes a server about where its user sits, and an app only where it has a secret and leave", async () => {
    const pool = await givenRecordingPool();
    const { cognito, UserPoolId, ClientId, events } = pool;
    const AuthParameters = { USERNAME: "alice", PASSWORD: TEST_PASSWORD };
    const caller = { ipAddress: "192.0.2.1", userAgent: "Boto3/1.35.0" };
    const UserContextData = { IpAddress: "192.0.2.2" };
    await cognito.send(
      "InitiateAuth",
      { AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters, UserContextData },
      { caller },
    );
    cognito.clock.advance({ seconds: 1 });
    const HttpHeaders = [{ headerName: "User-Agent", headerValue: "curl/8.5.0" }];
    await cognito.send(
      "AdminInitiateAuth",
      {
        UserPoolId,
        ClientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters,
        ContextData: { IpAddress: "192.0.2.3", ServerName: "example.com", ServerPath: "/", HttpHeaders },
      },
      { caller },
    );
    expect((await events()).map(({ EventContextData }) => EventContextData)).toEqual([
      { IpAddress: "192.0.2.3", DeviceName: "curl 8" },
      { IpAddress: "192.0.2.1", DeviceName: "Boto3 1" },
    ]);
  });

  test("is told from what an app with a secret says of its user", async () => {
    const { cognito, UserPoolId, events } = await givenRecordingPool();
    const { ClientId, ClientSecret = "" } = await cognito.givenUserPoolClient({
      UserPoolId,
      GenerateSecret: true,
      EnablePropagateAdditionalUserContextData: true,
    });
    const SECRET_HASH = secretHash({ username: "alice", clientId: ClientId, clientSecret: ClientSecret });
    await cognito.send(
      "InitiateAuth",
      {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD, SECRET_HASH },
        UserContextData: { IpAddress: "192.0.2.2" },
      },
      { caller: { ipAddress: "192.0.2.1" } },
    );
    expect(await events()).toMatchObject([{ EventContextData: { IpAddress: "192.0.2.2" } }]);
  });

  test("is none of a token that is renewed", async () => {
    const { cognito, ClientId, signIn, events } = await givenRecordingPool();
    const { AuthenticationResult } = await signIn();
    await cognito.send("GetTokensFromRefreshToken", {
      ClientId,
      RefreshToken: AuthenticationResult?.RefreshToken ?? "",
    });
    expect(await events()).toHaveLength(1);
  });

  test("is none of a custom sign-in, unless the pool is set to that", async () => {
    const define = "arn:aws:lambda:us-east-1:000000000000:function:define";
    const decision = { issueTokens: true, failAuthentication: false };
    const triggers = { [define]: async (event: object) => ({ ...event, response: decision }) };
    const cognito = await startCognito({ triggers });
    const { UserPoolId } = await cognito.givenUserPool({
      UserPoolTier: "PLUS",
      UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
      LambdaConfig: { DefineAuthChallenge: define },
    });
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH"] });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const signIn = () =>
      cognito.send("InitiateAuth", { AuthFlow: "CUSTOM_AUTH", ClientId, AuthParameters: { USERNAME: "alice" } });
    const list = async () =>
      (await cognito.send("AdminListUserAuthEvents", { UserPoolId, Username: "alice" })).AuthEvents;
    await signIn();
    expect(await list()).toEqual([]);
    await cognito.send("UpdateUserPool", {
      UserPoolId,
      UserPoolTier: "PLUS",
      UserPoolAddOns: {
        AdvancedSecurityMode: "ENFORCED",
        AdvancedSecurityAdditionalFlows: { CustomAuthMode: "AUDIT" },
      },
      LambdaConfig: { DefineAuthChallenge: define },
    });
    await signIn();
    expect(await list()).toMatchObject([{ EventResponse: "Pass", ChallengeResponses: [] }]);
    cognito.clock.advance({ seconds: 1 });
    decision.failAuthentication = true;
    await expect(signIn()).rejects.toThrow();
    expect(await list()).toMatchObject([{ EventResponse: "Fail", ChallengeResponses: [] }, { EventResponse: "Pass" }]);
  });

  test("has failed where a device does not prove itself", async () => {
    const { cognito, UserPoolId, signIn, givenDevice, authenticate } = await givenDevicePool({ pool: PLUS });
    const { device } = await givenDevice();
    cognito.clock.advance({ seconds: 1 });
    const asked = await signIn({ DEVICE_KEY: device.key });
    await expect(authenticate(asked, { ...device, password: "another device's" })).rejects.toThrow();
    const { AuthEvents } = await cognito.send("AdminListUserAuthEvents", { UserPoolId, Username: "alice" });
    expect(AuthEvents?.map(outcomeOf)).toEqual([
      ["Fail", [password("Success")]],
      ["Pass", [password("Success")]],
    ]);
  });

  test("has failed where no passkey has signed", async () => {
    const cognito = await startCognito();
    const bearer = await givenPasskeyBearer(cognito, undefined, undefined, { ...WITH_PASSKEYS, ...PLUS });
    const { UserPoolId, ClientId } = bearer;
    await registerPasskey(cognito, bearer);
    cognito.clock.advance({ seconds: 1 });
    const { Session } = await cognito.send("InitiateAuth", {
      AuthFlow: "USER_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "alice", PREFERRED_CHALLENGE: "WEB_AUTHN" },
    });
    const ChallengeResponses = { USERNAME: "alice", CREDENTIAL: "{}" };
    await expect(
      cognito.send("RespondToAuthChallenge", { ClientId, ChallengeName: "WEB_AUTHN", Session, ChallengeResponses }),
    ).rejects.toThrow();
    const { AuthEvents } = await cognito.send("AdminListUserAuthEvents", { UserPoolId, Username: "alice" });
    expect(AuthEvents?.map(outcomeOf)).toEqual([
      ["Fail", []],
      ["Pass", [password("Success")]],
    ]);
  });
});
