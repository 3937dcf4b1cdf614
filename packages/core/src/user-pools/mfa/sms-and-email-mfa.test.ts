import type { ChallengeNameType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { givenMfaPool, type MfaPool, OFFER } from "../../testing/given-mfa-pool.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const PHONE = "+15551230100";
const EMAIL = "alice@example.com";
const WRONG_CODE = ["CodeMismatchException", "Invalid code or auth state for the user."] as const;
const INVALID_SESSION = ["NotAuthorizedException", "Invalid session for the user."] as const;

interface Channel {
  readonly name: Extract<ChallengeNameType, "SMS_MFA" | "EMAIL_OTP">;
  readonly parameter: string;
  readonly attribute: "email" | "phone_number";
  readonly address: string;
  readonly medium: string;
  readonly masked: string;
}

const SMS: Channel = {
  name: "SMS_MFA",
  parameter: "SMS_MFA_CODE",
  attribute: "phone_number",
  address: PHONE,
  medium: "SMS",
  masked: "+*******0100",
};
const MAIL: Channel = {
  name: "EMAIL_OTP",
  parameter: "EMAIL_OTP_CODE",
  attribute: "email",
  address: EMAIL,
  medium: "EMAIL",
  masked: "a***@e***",
};

async function givenChallenge(
  { attribute, address, name, parameter }: Channel,
  settings: Parameters<typeof givenMfaPool>[0] = {},
) {
  const mfaPool = await givenMfaPool({
    attributes: { [attribute]: address },
    config: { MfaConfiguration: "ON", ...OFFER.sms, ...OFFER.email },
    ...settings,
  });
  const challenge = await mfaPool.signIn();
  const answer = (code: string, Session = challenge.Session) => mfaPool.answer(name, Session, { [parameter]: code });
  return { ...mfaPool, challenge, answer };
}

async function attributesOfAlice({ cognito, UserPoolId }: MfaPool) {
  const { UserAttributes = [] } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
  return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
}

describe.each([SMS, MAIL])("$name", (channel) => {
  const { name, parameter, attribute, address, medium, masked } = channel;

  test("sends a code of six digits and says where it went", async () => {
    const { cognito, challenge } = await givenChallenge(channel);
    expect(challenge).toEqual({
      ChallengeName: name,
      Session: expect.stringMatching(/^AYABe/),
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: medium,
        CODE_DELIVERY_DESTINATION: masked,
        USER_ID_FOR_SRP: "alice",
      },
    });
    expect(await cognito.lastMessage()).toMatchObject({
      kind: "mfa",
      medium,
      to: address,
      username: "alice",
      code: "123456",
      body: "Your authentication code is 123456. ",
    });
  });

  test("hands out tokens for the code, and verifies the address", async () => {
    const pool = await givenChallenge(channel);
    const { AuthenticationResult, ...rest } = await pool.answer("123456");
    expect(rest).toEqual({ ChallengeParameters: {} });
    const AccessToken = AuthenticationResult?.AccessToken ?? "";
    expect(await pool.cognito.send("GetUser", { AccessToken })).toHaveProperty("Username", "alice");
    expect(await attributesOfAlice(pool)).toMatchObject({ [attribute]: address, [`${attribute}_verified`]: "true" });
  });

  test("refuses a wrong code, and leaves the session good and the address unverified", async () => {
    const pool = await givenChallenge(channel);
    for (const code of ["654321", "12345", "1234567", "12345678", "x"]) {
      await expect(pool.answer(code)).rejects.toBeCognitoError(...WRONG_CODE);
    }
    expect(await attributesOfAlice(pool)).not.toHaveProperty(`${attribute}_verified`, "true");
    expect(await pool.answer("123456")).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test.each([{}, { [parameter]: "" }])("asks for the code in an answer without one: %o", async (responses) => {
    const { challenge, ...pool } = await givenChallenge(channel);
    await expect(pool.answer("123456", "")).rejects.toHaveProperty("name", "InvalidParameterException");
    await expect(
      pool.cognito.send("RespondToAuthChallenge", {
        ClientId: pool.ClientId,
        ChallengeName: name,
        Session: challenge.Session,
        ChallengeResponses: { USERNAME: "alice", ...responses },
      }),
    ).rejects.toBeCognitoError("InvalidParameterException", `Missing required parameter ${parameter}`);
  });

  test("asks for the session in an answer without one", async () => {
    const { cognito, ClientId } = await givenChallenge(channel);
    await expect(
      cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: name,
        ChallengeResponses: { USERNAME: "alice", [parameter]: "123456" },
      }),
    ).rejects.toBeCognitoError("InvalidParameterException", "Missing required parameter Session");
  });

  test("refuses the code a second time", async () => {
    const { answer } = await givenChallenge(channel);
    await answer("123456");
    await expect(answer("123456")).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("of two right answers at the same time lets one in", async () => {
    const { answer } = await givenChallenge(channel);
    const results = await Promise.allSettled([answer("123456"), answer("123456")]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("refuses the code once the session has expired", async () => {
    const { cognito, answer } = await givenChallenge(channel, { client: { AuthSessionValidity: 5 } });
    cognito.clock.advance({ minutes: 5 });
    await expect(answer("123456")).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });

  test("refuses the code to another user and to another client", async () => {
    const { cognito, UserPoolId, ClientId, challenge, answer } = await givenChallenge(channel);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const other = await cognito.givenUserPoolClient({ UserPoolId });
    const request = (USERNAME: string, client: string) =>
      cognito.send("RespondToAuthChallenge", {
        ClientId: client,
        ChallengeName: name,
        Session: challenge.Session,
        ChallengeResponses: { USERNAME, [parameter]: "123456" },
      });
    await expect(request("bob", ClientId)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session provided for the user.",
    );
    await expect(request("alice", other.ClientId)).rejects.toBeCognitoError(...INVALID_SESSION);
    expect(await answer("123456")).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test.each(["SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA", "MFA_SETUP", "SELECT_MFA_TYPE"] as const)(
    "is not met by an answer to %s",
    async (wrong) => {
      if (wrong === name) return;
      const { challenge, ...pool } = await givenChallenge(channel);
      await expect(
        pool.cognito.send("RespondToAuthChallenge", {
          ClientId: pool.ClientId,
          ChallengeName: wrong,
          Session: challenge.Session,
          ChallengeResponses: { USERNAME: "alice", ANSWER: name, [parameter]: "123456", EMAIL: EMAIL },
        }),
      ).rejects.toBeCognitoError(...INVALID_SESSION);
    },
  );

  test("refuses a code to an address that the user has given up", async () => {
    const { cognito, UserPoolId, answer } = await givenChallenge(channel);
    await cognito.send("AdminUpdateUserAttributes", {
      UserPoolId,
      Username: "alice",
      UserAttributes: [{ Name: attribute, Value: attribute === "email" ? "new@example.com" : "+15559990000" }],
    });
    await expect(answer("123456")).rejects.toBeCognitoError(...WRONG_CODE);
  });

  test("lets nobody in whose password was changed in the meantime", async () => {
    const { cognito, UserPoolId, answer } = await givenChallenge(channel);
    await cognito.send("AdminSetUserPassword", {
      UserPoolId,
      Username: "alice",
      Password: "Other-Horse-1!",
      Permanent: true,
    });
    await expect(answer("123456")).rejects.toBeCognitoError(...INVALID_SESSION);
  });

  test("can be answered by an administrator", async () => {
    const { cognito, UserPoolId, ClientId } = await givenChallenge(channel);
    const { Session } = await cognito.send("AdminInitiateAuth", {
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      UserPoolId,
      ClientId,
      AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
    });
    expect(
      await cognito.send("AdminRespondToAuthChallenge", {
        UserPoolId,
        ClientId,
        ChallengeName: name,
        Session,
        ChallengeResponses: { USERNAME: "alice", [parameter]: "123456" },
      }),
    ).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("says whom the address signs in by now, where addresses are aliases", async () => {
    const { cognito, UserPoolId, answer } = await givenChallenge(channel, {
      pool: {
        AliasAttributes: ["email", "phone_number"],
        EmailConfiguration: {
          EmailSendingAccount: "DEVELOPER",
          SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/no-reply@example.com",
        },
      },
    });
    await cognito.givenConfirmedUser({
      UserPoolId,
      Username: "bob",
      UserAttributes: [
        { Name: attribute, Value: address },
        { Name: `${attribute}_verified`, Value: "true" },
      ],
    });
    await expect(answer("123456")).rejects.toBeCognitoError(
      "AliasExistsException",
      `An account with the ${attribute} already exists.`,
    );
  });
});

describe("The messages of MFA", () => {
  test("follow the pool's text of SMS", async () => {
    const SmsAuthenticationMessage = "Sesame: {####}";
    const { cognito } = await givenChallenge(SMS, {
      config: {
        MfaConfiguration: "ON",
        SmsMfaConfiguration: { ...OFFER.sms.SmsMfaConfiguration, SmsAuthenticationMessage },
      },
    });
    expect(await cognito.lastMessage()).toMatchObject({ subject: "", body: "Sesame: 123456" });
  });

  test("follow the pool's text and subject of e-mail", async () => {
    const { cognito } = await givenChallenge(MAIL, {
      config: { MfaConfiguration: "ON", EmailMfaConfiguration: { Subject: "Open", Message: "<b>{####}</b>" } },
    });
    expect(await cognito.lastMessage()).toMatchObject({ subject: "Open", body: "<b>123456</b>" });
  });

  test("have AWS's subject where the pool has none", async () => {
    const { cognito } = await givenChallenge(MAIL);
    expect(await cognito.lastMessage()).toHaveProperty("subject", "Your authentication code");
  });
});

describe("MFA", () => {
  test("comes after the new password, and not again after it", async () => {
    const { cognito, UserPoolId, signIn, answer } = await givenMfaPool({
      attributes: { phone_number: PHONE },
      config: { MfaConfiguration: "ON", ...OFFER.sms },
    });
    const Password = "Temporary-Horse-1!";
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password });
    const first = await signIn({ PASSWORD: Password });
    const NEW_PASSWORD = "Brand-New-Horse-2!";
    const second = await answer("NEW_PASSWORD_REQUIRED", first.Session, { NEW_PASSWORD });
    expect(second).toHaveProperty("ChallengeName", "SMS_MFA");
    expect(await answer("SMS_MFA", second.Session, { SMS_MFA_CODE: "123456" })).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
  });

  test("is not asked for when tokens are renewed", async () => {
    const { cognito, ClientId, challenge: _, answer } = await givenChallenge(SMS);
    const { AuthenticationResult } = await answer("123456");
    expect(
      await cognito.send("InitiateAuth", {
        AuthFlow: "REFRESH_TOKEN_AUTH",
        ClientId,
        AuthParameters: { REFRESH_TOKEN: AuthenticationResult?.RefreshToken ?? "" },
      }),
    ).toHaveProperty("AuthenticationResult.AccessToken");
  });
});
