import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

const VERIFIED_BY_EMAIL = { AutoVerifiedAttributes: ["email"] } satisfies Partial<CreateUserPoolRequest>;

async function signUp(cognito: TestCognito, pool: Partial<CreateUserPoolRequest>, Username: string) {
  const { UserPoolId } = await cognito.givenUserPool({ ...VERIFIED_BY_EMAIL, ...pool });
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
  const UserAttributes = [{ Name: "email", Value: "alice@example.com" }];
  await cognito.send("SignUp", { ClientId, Username, Password: TEST_PASSWORD, UserAttributes });
  return { UserPoolId, ClientId };
}

describe("Messages", () => {
  test("tell everything that a reader of the inbox wants to know", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await signUp(cognito, {}, "alice");
    expect(await cognito.listMessages()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        userPoolId: UserPoolId,
        username: "alice",
        medium: "EMAIL",
        kind: "verification",
        to: "alice@example.com",
        from: "no-reply@verificationemail.com",
        subject: "Your verification code",
        body: "Your verification code is 123456. ",
        code: "123456",
        sentAt: "2026-01-01T00:00:00.000Z",
      },
    ]);
  });

  test("come oldest first, also within one millisecond", async () => {
    const cognito = await startCognito();
    const { ClientId } = await signUp(cognito, {}, "alice");
    for (const Username of ["bob", "carol", "dave"]) {
      const UserAttributes = [{ Name: "email", Value: `${Username}@example.com` }];
      await cognito.send("SignUp", { ClientId, Username, Password: TEST_PASSWORD, UserAttributes });
    }
    cognito.clock.advance({ seconds: 1 });
    await cognito.send("ResendConfirmationCode", { ClientId, Username: "alice" });
    const readers = (await cognito.listMessages()).map(({ username }) => username);
    expect(readers).toEqual(["alice", "bob", "carol", "dave", "alice"]);
  });

  test("follow the pool's own template", async () => {
    const cognito = await startCognito();
    const VerificationMessageTemplate = {
      EmailSubject: "Welcome, {username}",
      EmailMessage: "<b>{####}</b> is for {username}",
    };
    await signUp(cognito, { VerificationMessageTemplate }, "alice");
    expect(await cognito.lastMessage()).toMatchObject({
      subject: "Welcome, alice",
      body: "<b>123456</b> is for alice",
    });
  });

  test("do not let a username become markup in an e-mail", async () => {
    const cognito = await startCognito();
    const VerificationMessageTemplate = { EmailSubject: "Hi {username}", EmailMessage: "{username}: {####}" };
    await signUp(cognito, { VerificationMessageTemplate }, "<img/src='x'onerror=alert(1)>&\"");
    expect(await cognito.lastMessage()).toMatchObject({
      subject: "Hi <img/src='x'onerror=alert(1)>&\"",
      body: "&#60;img/src=&#39;x&#39;onerror=alert(1)&#62;&#38;&#34;: 123456",
    });
  });

  test("do not take a username for a placeholder", async () => {
    const cognito = await startCognito();
    const VerificationMessageTemplate = { EmailMessage: "{username}: {####}" };
    await signUp(cognito, { VerificationMessageTemplate }, "{####}$&");
    expect((await cognito.lastMessage()).body).toBe("{####}$&#38;: 123456");
  });

  test("leave a username in an SMS as it is", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      AutoVerifiedAttributes: ["phone_number"],
      SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sns", ExternalId: "cogmock" },
      VerificationMessageTemplate: { SmsMessage: "{username}: {####}" },
    });
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
    const UserAttributes = [{ Name: "phone_number", Value: "+15555554567" }];
    await cognito.send("SignUp", { ClientId, Username: "a&b", Password: TEST_PASSWORD, UserAttributes });
    expect(await cognito.lastMessage()).toMatchObject({
      medium: "SMS",
      to: "+15555554567",
      subject: "",
      body: "a&b: 123456",
    });
  });

  test("carry a link with the code in it where the pool confirms by link", async () => {
    const cognito = await startCognito();
    const VerificationMessageTemplate = { DefaultEmailOption: "CONFIRM_WITH_LINK" } as const;
    const { ClientId } = await signUp(cognito, { VerificationMessageTemplate }, "a+b&c");
    const link = `http://localhost:4566/confirmUser?client_id=${ClientId}&user_name=a%2Bb%26c&confirmation_code=123456`;
    expect(await cognito.lastMessage()).toMatchObject({
      subject: "Your verification link",
      body: `Please click the link below to verify your email address. <a href="${link.replaceAll("&", "&#38;")}">Verify Email</a> `,
      code: "123456",
      link,
    });
  });

  test.each([
    ["request", "http://cognito:4566"],
    ["aws", "http://cognito:4566"],
    ["https://auth.example/base/", "https://auth.example/base"],
  ])("carry a link to where its reader finds us: with the issuer %s to %s", async (issuer, base) => {
    const cognito = await startCognito({ issuer });
    const { ClientId } = await cognito.givenUserPoolClient(
      await cognito.givenUserPool({
        ...VERIFIED_BY_EMAIL,
        VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" },
      }),
    );
    const UserAttributes = [{ Name: "email", Value: "alice@example.com" }];
    const request = { ClientId, Username: "alice", Password: TEST_PASSWORD, UserAttributes };
    await cognito.send("SignUp", request, { baseUrl: "http://cognito:4566" });
    const { link = "" } = await cognito.lastMessage();
    expect(link.split("/confirmUser?")[0]).toBe(base);
  });

  test("carry the code itself to a phone, also where the pool confirms by link", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      AutoVerifiedAttributes: ["phone_number"],
      SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sns", ExternalId: "cogmock" },
      VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" },
    });
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
    const UserAttributes = [{ Name: "phone_number", Value: "+15555554567" }];
    await cognito.send("SignUp", { ClientId, Username: "alice", Password: TEST_PASSWORD, UserAttributes });
    const message = await cognito.lastMessage();
    expect(message.body).toBe("Your verification code is 123456. ");
    expect(message).not.toHaveProperty("link");
  });

  test("put the pool's own words into the link", async () => {
    const cognito = await startCognito();
    const VerificationMessageTemplate = {
      DefaultEmailOption: "CONFIRM_WITH_LINK",
      EmailSubjectByLink: "One click",
      EmailMessageByLink: "{username}, {##press\nhere##} or type {####}.",
    } as const;
    await signUp(cognito, { VerificationMessageTemplate }, "alice");
    const message = await cognito.lastMessage();
    expect(message.subject).toBe("One click");
    expect(message.body).toMatch(/^alice, <a href="http:[^"]+">press\nhere<\/a> or type 123456\.$/);
  });

  test("stay in the inbox, and their codes good, when their delivery fails", async () => {
    let isDown = true;
    const cognito = await startCognito({
      messageDelivery: {
        deliver: async () => {
          if (isDown) throw new Error("connection refused");
        },
      },
    });
    const { UserPoolId } = await cognito.givenUserPool(VERIFIED_BY_EMAIL);
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
    const UserAttributes = [{ Name: "email", Value: "alice@example.com" }];
    const request = { ClientId, Username: "alice", Password: TEST_PASSWORD, UserAttributes };
    await expect(cognito.send("SignUp", request)).rejects.toBeCognitoError(
      "CodeDeliveryFailureException",
      "Unable to deliver message",
    );
    isDown = false;
    const { code = "" } = await cognito.lastMessage();
    await cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: code });
  });
});

describe("A message that cannot be delivered", () => {
  const UserAttributes = [
    { Name: "email", Value: "alice@example.com" },
    { Name: "email_verified", Value: "true" },
  ];
  const Username = "alice";

  interface Given {
    readonly cognito: TestCognito;
    readonly UserPoolId: string;
    readonly ClientId: string;
    readonly AccessToken: string;
  }

  const OPERATIONS: Readonly<Record<string, (given: Given) => Promise<unknown>>> = {
    AdminCreateUser: ({ cognito, UserPoolId }) =>
      cognito.send("AdminCreateUser", {
        UserPoolId,
        Username: "bob",
        UserAttributes,
        DesiredDeliveryMediums: ["EMAIL"],
      }),
    AdminResetUserPassword: ({ cognito, UserPoolId }) =>
      cognito.send("AdminResetUserPassword", { UserPoolId, Username }),
    ForgotPassword: ({ cognito, ClientId }) => cognito.send("ForgotPassword", { ClientId, Username }),
    ResendConfirmationCode: ({ cognito, ClientId }) =>
      cognito.send("ResendConfirmationCode", { ClientId, Username: "carol" }),
    UpdateUserAttributes: ({ cognito, AccessToken }) =>
      cognito.send("UpdateUserAttributes", {
        AccessToken,
        UserAttributes: [{ Name: "email", Value: "new@example.com" }],
      }),
    GetUserAttributeVerificationCode: ({ cognito, AccessToken }) =>
      cognito.send("GetUserAttributeVerificationCode", { AccessToken, AttributeName: "email" }),
  };

  test.each(Object.entries(OPERATIONS))("fails %s", async (_, send) => {
    let isDown = false;
    const cognito = await startCognito({
      messageDelivery: {
        deliver: async () => {
          if (isDown) throw new Error("connection refused");
        },
      },
    });
    const { UserPoolId } = await cognito.givenUserPool(VERIFIED_BY_EMAIL);
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
    await cognito.givenConfirmedUser({ UserPoolId, Username, UserAttributes });
    const carol = { ClientId, Username: "carol", Password: TEST_PASSWORD, UserAttributes: UserAttributes.slice(0, 1) };
    await cognito.send("SignUp", carol);
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username });
    isDown = true;
    await expect(send({ cognito, UserPoolId, ClientId, AccessToken })).rejects.toBeCognitoError(
      "CodeDeliveryFailureException",
      "Unable to deliver message",
    );
  });
});
