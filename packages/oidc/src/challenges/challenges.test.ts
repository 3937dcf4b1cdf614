import { totpCode } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import { claimsOf, startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK, PASSWORD, type TestClient } from "../testing/test-client.ts";

const NEW_PASSWORD = "Another-Horse-10!";

/** A client of a pool that asks for a second factor by text message, e-mail or app, as its users prefer. */
async function givenMfaClient(oidc: TestOidc): Promise<TestClient> {
  const client = await oidc.givenClient(
    {},
    {
      UserPoolTier: "ESSENTIALS",
      AutoVerifiedAttributes: ["email"],
      EmailConfiguration: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/a@example.com",
      },
    },
  );
  await oidc.cognito.userPools.send("SetUserPoolMfaConfig", {
    UserPoolId: client.UserPoolId,
    MfaConfiguration: "OPTIONAL",
    SoftwareTokenMfaConfiguration: { Enabled: true },
    EmailMfaConfiguration: { Message: "Your code is {####}", Subject: "Code" },
    SmsMfaConfiguration: {
      SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", ExternalId: "x" },
    },
  });
  await oidc.givenUser(client.UserPoolId, "alice", {
    email: "alice@example.com",
    email_verified: "true",
    phone_number: "+15555550100",
    phone_number_verified: "true",
  });
  return client;
}

function prefer(
  oidc: TestOidc,
  { UserPoolId }: TestClient,
  preference: Readonly<Record<string, { readonly Enabled: boolean; readonly PreferredMfa?: boolean }>>,
) {
  return oidc.cognito.userPools.send("AdminSetUserMFAPreference", { UserPoolId, Username: "alice", ...preference });
}

describe("A user whose password is temporary", () => {
  test("chooses a new one, and gives what the pool requires", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({}, { Schema: [{ Name: "family_name", Required: true }] });
    const { UserPoolId } = client;
    await oidc.cognito.userPools.send("AdminCreateUser", {
      UserPoolId,
      Username: "alice",
      TemporaryPassword: PASSWORD,
      MessageAction: "SUPPRESS",
    });
    const browser = oidc.newBrowser();
    const page = await browser.signIn(client, { state: "s" });
    expect(page.status).toBe(200);
    expect(page.text).toContain("Please enter your new password below.");
    const answer = { new_password: NEW_PASSWORD, confirm_password: NEW_PASSWORD };
    const differing = await browser.submit(page, { ...answer, confirm_password: "x" });
    expect(differing.text).toContain("Passwords do not match.");
    const weak = await browser.submit(page, {
      new_password: "x",
      confirm_password: "x",
      "requiredAttributes[family_name]": "Doe",
    });
    expect(weak.text).toContain('role="alert">Password does not conform to policy');
    const done = await browser.submit(weak, { ...answer, "requiredAttributes[family_name]": "Doe" });
    expect(done.location).toMatch(/^http:\/\/localhost:3000\/callback\?code=[\da-f-]{36}&state=s$/);
    const user = await oidc.cognito.userPools.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(user.UserStatus).toBe("CONFIRMED");
    expect(user.UserAttributes).toContainEqual({ Name: "family_name", Value: "Doe" });
    // A form that is sent again begins nothing.
    const replayed = await browser.submit(page, answer);
    expect(replayed.text).toContain("Invalid session for the user, session can only be used once.");
  });
});

describe("A second factor", () => {
  test.each([
    [{ SMSMfaSettings: { Enabled: true, PreferredMfa: true } }, "+*******0100"],
    [{ EmailMfaSettings: { Enabled: true, PreferredMfa: true } }, "a***@e***"],
  ])("by %j: the code that was sent signs in, and no other", async (preference, destination) => {
    const oidc = await startOidc();
    const client = await givenMfaClient(oidc);
    await prefer(oidc, client, preference);
    const browser = oidc.newBrowser();
    const page = await browser.signIn(client);
    expect(page.text).toContain(`We have sent a code to <strong>${destination}</strong>.`);
    const wrong = await browser.submit(page, { authentication_code: "000000" });
    expect(wrong.status).toBe(200);
    expect(wrong.text).toContain('role="alert">Invalid code or auth state for the user.</p>');
    expect(wrong.text).toContain(destination);
    const done = await browser.submit(wrong, { authentication_code: " 123456 " });
    expect(done.location).toContain(`${CALLBACK}?code=`);
  });

  test("by an authenticator app", async () => {
    const oidc = await startOidc();
    const client = await givenMfaClient(oidc);
    const { ClientId } = client;
    const signedIn = await oidc.cognito.userPools.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "alice", PASSWORD },
    });
    const AccessToken = signedIn.AuthenticationResult?.AccessToken ?? "";
    const { SecretCode = "" } = await oidc.cognito.userPools.send("AssociateSoftwareToken", { AccessToken });
    const codeNow = () => totpCode(SecretCode, oidc.now());
    await oidc.cognito.userPools.send("VerifySoftwareToken", { AccessToken, UserCode: codeNow() });
    await prefer(oidc, client, { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
    oidc.advance(30);
    const browser = oidc.newBrowser();
    const page = await browser.signIn(client);
    expect(page.text).toContain("Enter the code from your authenticator app");
    const done = await browser.submit(page, { authentication_code: codeNow() });
    expect(done.location).toContain(`${CALLBACK}?code=`);
    // Other sign-ins do not ask for it again as long as the session lasts, and their tokens are as good.
    const again = await browser.get(`${client.issuer}/oauth2/authorize?${authorization(client)}`);
    const code = new URL(again.location ?? "").searchParams.get("code") ?? "";
    const { body } = await oidc.token(client, {
      grant_type: "authorization_code",
      client_id: ClientId,
      code,
      redirect_uri: CALLBACK,
    });
    expect(claimsOf(body["access_token"])).toMatchObject({ username: "alice" });
  });

  test("that the user chooses", async () => {
    const oidc = await startOidc();
    const client = await givenMfaClient(oidc);
    await prefer(oidc, client, { SMSMfaSettings: { Enabled: true }, EmailMfaSettings: { Enabled: true } });
    const browser = oidc.newBrowser();
    const page = await browser.signIn(client);
    expect(page.text).toContain('<input type="radio" name="answer" value="SMS_MFA" required/>');
    const code = await browser.submit(page, { answer: "EMAIL_OTP" });
    expect(code.text).toContain("a***@e***");
    const done = await browser.submit(code, { authentication_code: "123456" });
    expect(done.location).toContain(`${CALLBACK}?code=`);
  });

  test("of the pages is not answered by the API, nor the other way round", async () => {
    const oidc = await startOidc();
    const client = await givenMfaClient(oidc);
    await prefer(oidc, client, { EmailMfaSettings: { Enabled: true, PreferredMfa: true } });
    const browser = oidc.newBrowser();
    const page = await browser.signIn(client);
    const [, Session = ""] = /name="session" value="([^"]+)"/.exec(page.text) ?? [];
    const answer = {
      ClientId: client.ClientId,
      ChallengeName: "EMAIL_OTP",
      Session,
      ChallengeResponses: { USERNAME: "alice", EMAIL_OTP_CODE: "123456" },
    } as const;
    await expect(oidc.cognito.userPools.send("RespondToAuthChallenge", answer)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Invalid session for the user.",
    });
    const begun = await oidc.cognito.userPools.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: client.ClientId,
      AuthParameters: { USERNAME: "alice", PASSWORD },
    });
    const moved = await browser.submit(page, { session: begun.Session ?? "", authentication_code: "123456" });
    expect(moved.location).toBeUndefined();
    expect(moved.text).toContain("Invalid session for the user.");
    expect((await browser.submit(page, { authentication_code: "123456" })).location).toContain(`${CALLBACK}?code=`);
  });

  test("has no page without its sign-in, and takes no form of another origin", async () => {
    const oidc = await startOidc();
    const client = await givenMfaClient(oidc);
    await prefer(oidc, client, { EmailMfaSettings: { Enabled: true, PreferredMfa: true } });
    const browser = oidc.newBrowser();
    const query = authorization(client);
    for (const path of ["/mfa", "/mfa/options", "/changePassword"]) {
      expect((await browser.get(`${client.issuer}${path}?${query}`)).location).toBe(`${client.issuer}/login?${query}`);
    }
    const page = await browser.signIn(client);
    expect((await browser.submit(page, { _csrf: crypto.randomUUID(), authentication_code: "123456" })).status).toBe(
      403,
    );
  });
});

/** A pool where everybody needs a second factor, by text message, and alice, who has none. */
async function givenTextMessages() {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const { UserPoolId } = client;
  await oidc.cognito.userPools.send("SetUserPoolMfaConfig", {
    UserPoolId,
    MfaConfiguration: "ON",
    SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", ExternalId: "x" } },
  });
  await oidc.givenUser(UserPoolId);
  return { oidc, client };
}

describe("A user who has no second factor where the pool demands one", () => {
  test("sets up an authenticator app, which then signs in", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { UserPoolId } = client;
    await oidc.cognito.userPools.send("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "ON",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    await oidc.givenUser(UserPoolId);
    const browser = oidc.newBrowser();
    const page = await browser.signIn(client);
    const [, secret = ""] = /<code id="totpSecret">([A-Z2-7]+)<\/code>/.exec(page.text) ?? [];
    expect(page.text).toMatch(/<svg class="qr-code" role="img" aria-label="[^"]+"/);
    const wrong = await browser.submit(page, { userCode: "000000" });
    expect(wrong.text).toContain("Code mismatch");
    expect(wrong.text).toContain(secret);
    const done = await browser.submit(wrong, { userCode: totpCode(secret, oidc.now()) });
    expect(done.location).toContain(`${CALLBACK}?code=`);
    oidc.advance(30);
    const next = oidc.newBrowser();
    const asked = await next.signIn(client);
    const signedIn = await next.submit(asked, { authentication_code: totpCode(secret, oidc.now()) });
    expect(signedIn.location).toContain(`${CALLBACK}?code=`);
  });

  test("gives a phone number, which codes go to from then on", async () => {
    const { oidc, client } = await givenTextMessages();
    const { UserPoolId } = client;
    const browser = oidc.newBrowser();
    const page = await browser.signIn(client);
    expect(page.text).toContain('<input id="mfaPhone" name="phone" type="tel"');
    expect(page.text).not.toContain("mfaEmail");
    expect((await browser.submit(page, { phone: "0100" })).text).toContain("Invalid phone number format.");
    const code = await browser.submit(page, { phone: "+1 (555) 555-0100" });
    expect(code.text).toContain("We have sent a code to <strong>+*******0100</strong>.");
    const done = await browser.submit(code, { authentication_code: "123456" });
    expect(done.location).toContain(`${CALLBACK}?code=`);
    const { UserAttributes } = await oidc.cognito.userPools.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(UserAttributes).toContainEqual({ Name: "phone_number", Value: "+15555550100" });
    expect(UserAttributes).toContainEqual({ Name: "phone_number_verified", Value: "true" });
    expect((await oidc.newBrowser().signIn(client)).text).toContain("+*******0100");
  });

  test("does not give one by the API, which has no such answer", async () => {
    const { oidc, client } = await givenTextMessages();
    const { ClientId } = client;
    const AuthParameters = { USERNAME: "alice", PASSWORD };
    const { Session } = await oidc.cognito.userPools.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters,
    });
    const ChallengeResponses = { USERNAME: "alice", PHONE_NUMBER: "+15555550100" };
    await expect(
      oidc.cognito.userPools.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "MFA_SETUP",
        Session,
        ChallengeResponses,
      }),
    ).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});

describe("A pool whose users may sign in by something else than a password", () => {
  const EITHER_FACTOR = {
    UserPoolTier: "ESSENTIALS",
    AutoVerifiedAttributes: ["email"],
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
  } as const satisfies Parameters<TestOidc["givenClient"]>[1];

  test("asks for the name, then lets them choose", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ ExplicitAuthFlows: ["ALLOW_USER_AUTH"] }, { ...EITHER_FACTOR });
    await oidc.givenUser(client.UserPoolId, "alice", { email: "alice@example.com", email_verified: "true" });
    const browser = oidc.newBrowser();
    const page = await browser.get(`${client.issuer}/login?${authorization(client)}`);
    expect(page.text).toContain('name="username"');
    expect(page.text).not.toContain('type="password"');
    const choice = await browser.submit(page, { username: "alice" });
    expect(choice.text).toContain('value="PASSWORD"');
    const code = await browser.submit(choice, { answer: "EMAIL_OTP" });
    expect(code.text).toContain("a***@e***");
    expect((await browser.submit(code, { authentication_code: "123456" })).text).toContain("Invalid code");
    expect((await browser.submit(code, { authentication_code: "12345678" })).location).toContain("?code=");
    const again = await browser.signIn(client, { prompt: "login" }, { password: "" });
    const wrong = await browser.submit(again, { answer: "PASSWORD", password: "wrong" });
    expect(wrong.text).toContain("Incorrect username or password.");
    const other = await browser.submit(wrong, { username: "alice" });
    expect((await browser.submit(other, { answer: "PASSWORD", password: PASSWORD })).location).toContain("?code=");
    // A script may send both at once.
    expect((await oidc.newBrowser().signIn(client)).location).toContain("?code=");
  });

  test.each([
    ["the client does not let users choose", ["ALLOW_USER_PASSWORD_AUTH"], 2],
    ["the classic hosted UI has nothing but passwords", ["ALLOW_USER_AUTH"], 1],
  ] as const)("asks for name and password at once where %s", async (_, ExplicitAuthFlows, ManagedLoginVersion) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ ExplicitAuthFlows: [...ExplicitAuthFlows] }, { ...EITHER_FACTOR });
    const { UserPoolId } = client;
    await oidc.cognito.userPools.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion });
    await oidc.givenUser(UserPoolId, "alice", { email: "alice@example.com", email_verified: "true" });
    const browser = oidc.newBrowser();
    const page = await browser.get(`${client.issuer}/login?${authorization(client)}`);
    expect(page.text).toMatch(/<input[^>]* name="password"[^>]* required/);
    expect((await browser.submit(page, { username: "alice" })).text).toContain("Missing required parameter PASSWORD");
    expect((await browser.submit(page, { username: "alice", password: PASSWORD })).location).toContain("?code=");
  });
});
