import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  type ChallengeNameType,
  ConfirmSignUpCommand,
  GetUserAuthFactorsCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { createSrpSession, signSrpSession, wrapAuthChallenge } from "cognito-srp-helper";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { present } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { createPeople, OFFER, PASSWORD } from "./people.ts";

const REACHABLE = { email: "ann@example.com", phone_number: "+15551230100" };
const ALL = ["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"];

let server: RunningServer;

beforeAll(async () => {
  server = await startServer(["--codes", "random"]);
});
afterAll(async () => {
  await server.stop();
});

/** A pool that lets its users choose, with the calls for that. */
async function givenPeople() {
  const people = await createPeople(server.url, {
    pool: {
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP"] } },
      SmsConfiguration: OFFER.sms.SmsMfaConfiguration.SmsConfiguration,
    },
  });
  const { aws, ClientId } = people;
  return {
    ...people,
    choose: (USERNAME: string, parameters: Readonly<Record<string, string>> = {}, Session?: string) =>
      aws.send(
        new InitiateAuthCommand({
          AuthFlow: "USER_AUTH",
          ClientId,
          AuthParameters: { USERNAME, ...parameters },
          Session,
        }),
      ),
    answer: (
      ChallengeName: ChallengeNameType,
      Session: string | undefined,
      ChallengeResponses: Readonly<Record<string, string>>,
    ) => aws.send(new RespondToAuthChallengeCommand({ ClientId, ChallengeName, Session, ChallengeResponses })),
  };
}

describe("Sign-in by choice with the AWS SDK", () => {
  test("offers what the pool allows and the user has, and goes on with each of them", async () => {
    const { aws, UserPoolId, choose, answer, ...people } = await givenPeople();
    const USERNAME = await people.givenUser(REACHABLE);
    const offered = async () => {
      const { ChallengeName, ChallengeParameters, AvailableChallenges, Session } = await choose(USERNAME);
      expect({ ChallengeName, ChallengeParameters, AvailableChallenges }).toEqual({
        ChallengeName: "SELECT_CHALLENGE",
        ChallengeParameters: {},
        AvailableChallenges: ALL,
      });
      return Session;
    };
    const select = async (ANSWER: string, more: Readonly<Record<string, string>> = {}) =>
      answer("SELECT_CHALLENGE", await offered(), { USERNAME, ANSWER, ...more });

    const byPassword = await select("PASSWORD", { PASSWORD });
    const AccessToken = present(byPassword.AuthenticationResult?.AccessToken);
    const { ConfiguredUserAuthFactors } = await aws.send(new GetUserAuthFactorsCommand({ AccessToken }));
    expect(ConfiguredUserAuthFactors?.toSorted()).toEqual(["EMAIL_OTP", "PASSWORD", "SMS_OTP"]);

    const srp = createSrpSession(USERNAME, PASSWORD, UserPoolId, false);
    const { ChallengeName, ChallengeParameters, Session } = await select("PASSWORD_SRP", { SRP_A: srp.largeA });
    const signed = signSrpSession(srp, {
      ChallengeName: present(ChallengeName),
      ChallengeParameters: present(ChallengeParameters),
    });
    const proof = wrapAuthChallenge(signed, { ClientId: people.ClientId, ChallengeResponses: { USERNAME } });
    const bySrp = await answer("PASSWORD_VERIFIER", Session, proof.ChallengeResponses);
    expect(bySrp.AuthenticationResult?.TokenType).toBe("Bearer");

    for (const name of ["EMAIL_OTP", "SMS_OTP"] as const) {
      const sent = await select(name);
      expect(sent.ChallengeName).toBe(name);
      const code = { [`${name}_CODE`]: await people.lastCode(USERNAME) };
      const { AuthenticationResult } = await answer(name, sent.Session, { USERNAME, ...code });
      expect(AuthenticationResult?.TokenType).toBe("Bearer");
    }
  });

  test("goes straight to what is preferred, and still lists the others", async () => {
    const { aws, ClientId, UserPoolId, choose, ...people } = await givenPeople();
    const USERNAME = await people.givenUser(REACHABLE);
    expect(await choose(USERNAME, { PREFERRED_CHALLENGE: "EMAIL_OTP" })).toMatchObject({
      ChallengeName: "EMAIL_OTP",
      ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: "EMAIL", CODE_DELIVERY_DESTINATION: "a***@e***" },
      AvailableChallenges: ALL,
    });
    const asAdmin = await aws.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId,
        AuthFlow: "USER_AUTH",
        AuthParameters: { USERNAME, PREFERRED_CHALLENGE: "SMS_OTP" },
      }),
    );
    expect(asAdmin).toMatchObject({ ChallengeName: "SMS_OTP", AvailableChallenges: ALL });
    const { AuthenticationResult } = await aws.send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId,
        ClientId,
        ChallengeName: "SMS_OTP",
        Session: asAdmin.Session,
        ChallengeResponses: { USERNAME, SMS_OTP_CODE: await people.lastCode(USERNAME) },
      }),
    );
    expect(AuthenticationResult?.TokenType).toBe("Bearer");
  });

  test("signs in once with the session of the sign-up that was confirmed", async () => {
    const { aws, ClientId, choose, ...people } = await givenPeople();
    const UserAttributes = [{ Name: "email", Value: "ben@example.com" }];
    const Username = "ben";
    const { Session } = await aws.send(new SignUpCommand({ ClientId, Username, UserAttributes }));
    const ConfirmationCode = await people.lastCode(Username);
    const confirmed = await aws.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode, Session }));
    const { AuthenticationResult } = await choose(Username, {}, confirmed.Session);
    expect(AuthenticationResult?.TokenType).toBe("Bearer");
    await expect(choose(Username, {}, confirmed.Session)).rejects.toThrow(
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("makes more of a sign-in by another factor", async () => {
    const { choose, answer, ...people } = await givenPeople();
    const USERNAME = await people.givenUser(REACHABLE);
    const first = await choose(USERNAME, { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD });
    const ACCESS_TOKEN = present(first.AuthenticationResult?.AccessToken);
    const acr = "urn:cognito:loa:3";
    const asked = await choose(USERNAME, { ACCESS_TOKEN, TARGET_ACR_VALUES: acr });
    expect(asked).toMatchObject({ ChallengeName: "SELECT_CHALLENGE", AvailableChallenges: ["EMAIL_OTP", "SMS_OTP"] });
    const { Session } = await answer("SELECT_CHALLENGE", asked.Session, { USERNAME, ANSWER: "EMAIL_OTP" });
    const EMAIL_OTP_CODE = await people.lastCode(USERNAME);
    const { AuthenticationResult } = await answer("EMAIL_OTP", Session, { USERNAME, EMAIL_OTP_CODE });
    for (const token of [AuthenticationResult?.AccessToken, AuthenticationResult?.IdToken]) {
      expect(decodeJwt(present(token))).toMatchObject({ acr, amr: ["pwd", "email_otp", "mfa"] });
    }
  });
});
