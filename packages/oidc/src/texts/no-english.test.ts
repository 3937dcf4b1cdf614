import { totpCode } from "@cogmock/crypto";
import type { CreateUserPoolRequest, SetUserPoolMfaConfigRequest } from "@cogmock/protocol/user-pools";
import { afterEach, describe, expect, test } from "vitest";
import type { Browser, Visit } from "../testing/browser.ts";
import { startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { authorization, PASSWORD, type TestClient } from "../testing/test-client.ts";
import { foreignWordsOf } from "../testing/words-of-page.ts";
import { texts as de } from "./de.ts";
import { texts as ja } from "./ja.ts";
import type { Texts } from "./texts.ts";

const NEW_PASSWORD = "Another-Horse-10!";
const ADDRESSES = {
  email: "alice@example.com",
  email_verified: "true",
  phone_number: "+15555550100",
  phone_number_verified: "true",
};

/** Names, masked addresses, codes, keys and what AWS's wire says: the same in all languages. */
const DATA = [
  /^(?:alice|bob|dave)$/,
  /^[a-z]\*\*\*@[a-z]\*\*\*$/,
  /^\+\*+\d{4}$/,
  /^\d{6,8}$/,
  /^[A-Z2-7]{32,}$/,
  /^(?:invalid_request|redirect_mismatch|Required parameters missing|Required String parameter 'client_id' is not present)$/,
  /^favourite colour$/,
  /^[./•✓✖]+$/,
];

type MfaConfig = Omit<SetUserPoolMfaConfigRequest, "UserPoolId">;

const OWN_SENDER = {
  EmailConfiguration: {
    EmailSendingAccount: "DEVELOPER",
    SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/a@example.com",
  },
} as const;
const ALL_FACTORS: MfaConfig = {
  MfaConfiguration: "OPTIONAL",
  SoftwareTokenMfaConfiguration: { Enabled: true },
  EmailMfaConfiguration: { Message: "Your code is {####}", Subject: "Code" },
  SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", ExternalId: "x" } },
};

describe.each([
  ["de", de],
  ["ja", ja],
] as const)("Whoever reads %s sees no other language", (lang, texts: Texts) => {
  const seen: Visit[] = [];
  afterEach(() => {
    expect(seen.length).toBeGreaterThan(0);
    for (const { text } of seen.splice(0)) {
      expect(text).toContain(`<html lang="${lang}">`);
      expect(foreignWordsOf(text, texts, DATA)).toEqual([]);
    }
  });

  /** A page that is looked at in the end. */
  function see(visit: Visit): Visit {
    if (visit.text !== "") seen.push(visit);
    return visit;
  }

  interface Reader {
    readonly oidc: TestOidc;
    readonly client: TestClient;
    readonly browser: Browser;
    open(path: string, more?: Readonly<Record<string, string>>): Promise<Visit>;
    /** Sends the form of a page, and looks at where that leads. */
    send(page: Visit, fields: Readonly<Record<string, string>>): Promise<Visit>;
    signIn(fields?: Readonly<Record<string, string>>): Promise<Visit>;
  }

  async function givenReader(pool: Partial<CreateUserPoolRequest> = {}, mfa?: MfaConfig): Promise<Reader> {
    const oidc = await startOidc({ showCodes: true });
    const client = await oidc.givenClient(
      { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] },
      { UserPoolTier: "ESSENTIALS", AutoVerifiedAttributes: ["email"], ...pool },
    );
    const { UserPoolId } = client;
    if (mfa) await oidc.cognito.userPools.send("SetUserPoolMfaConfig", { UserPoolId, ...mfa });
    await oidc.givenUser(UserPoolId, "alice", ADDRESSES);
    const browser = oidc.newBrowser();
    await browser.get(`${client.issuer}/login?${authorization(client, { lang })}`);
    const reader: Reader = {
      oidc,
      client,
      browser,
      open: async (path, more = {}) => see(await browser.get(`${client.issuer}${path}?${authorization(client, more)}`)),
      send: async (page, fields) => see(await browser.submitAndFollow(page, fields)),
      signIn: async (fields = {}) =>
        reader.send(await reader.open("/login", { prompt: "login" }), {
          username: "alice",
          password: PASSWORD,
          ...fields,
        }),
    };
    return reader;
  }

  function prefer(
    { oidc, client: { UserPoolId } }: Reader,
    preference: Readonly<Record<string, { readonly Enabled: boolean; readonly PreferredMfa?: boolean }>>,
  ) {
    return oidc.cognito.userPools.send("AdminSetUserMFAPreference", { UserPoolId, Username: "alice", ...preference });
  }

  test("signing in, and going on as the same user", async () => {
    const reader = await givenReader();
    await reader.signIn({ password: "wrong" });
    await reader.signIn();
    const page = await reader.open("/login");
    expect(page.text).toContain('name="continueButton"');
    await reader.oidc.cognito.userPools.send("AdminDisableUser", {
      UserPoolId: reader.client.UserPoolId,
      Username: "alice",
    });
    await reader.signIn();
  });

  test("signing up", async () => {
    const names = ["given_name", "family_name", "middle_name", "name", "nickname", "preferred_username", "gender"];
    const more = ["birthdate", "address", "zoneinfo", "locale", "website", "picture", "profile", "phone_number"];
    const reader = await givenReader({
      Schema: [
        ...[...names, ...more].map((Name) => ({ Name, Required: true, Mutable: true })),
        { Name: "favourite_colour", AttributeDataType: "String" },
      ],
    });
    const { UserPoolId, ClientId } = reader.client;
    for (const TermsName of ["terms-of-use", "privacy-policy"] as const) {
      const Links = { "cognito:default": "https://example.com/" };
      const terms = { UserPoolId, ClientId, TermsName, TermsSource: "LINK", Enforcement: "NONE", Links } as const;
      await reader.oidc.cognito.userPools.send("CreateTerms", terms);
    }
    const page = await reader.open("/signup");
    expect(page.text).toContain(texts.termsOfUse);
    const attributes = Object.fromEntries([...names, ...more].map((name) => [`requiredAttributes[${name}]`, "x"]));
    const typed = {
      ...attributes,
      "requiredAttributes[phone_number]": "+15555550101",
      "requiredAttributes[birthdate]": "2000-01-01",
      "requiredAttributes[email]": "bob@example.com",
      username: "bob",
      password: PASSWORD,
    };
    await reader.send(page, { ...typed, "requiredAttributes[phone_number]": "x" });
    await reader.send(page, { ...typed, "requiredAttributes[name]": "" });
    for (const password of ["x", "lower-case-9!", "UPPER-CASE-9!", "No-Numbers!", "NoSymbols9"]) {
      await reader.send(page, { ...typed, password });
    }
    await reader.send(page, { ...typed, username: "alice" });
    const confirm = await reader.send(page, typed);
    expect(confirm.text).toContain("developmentCode");
    await reader.send(confirm, { code: "000000" });
  });

  test("where nobody signs up by themselves", async () => {
    const reader = await givenReader({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    expect((await reader.open("/signup")).status).toBe(400);
  });

  test("a pool whose users are called as their addresses", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({}, { UsernameAttributes: ["email", "phone_number"] });
    const browser = oidc.newBrowser();
    for (const path of ["/login", "/signup", "/forgotPassword"]) {
      const page = see(await browser.get(`${client.issuer}${path}?${authorization(client, { lang })}`));
      see(await browser.submit(page, { username: "x", password: PASSWORD }));
    }
  });

  test("a forgotten password, and one that was reset", async () => {
    const reader = await givenReader();
    const page = await reader.open("/forgotPassword");
    const reset = await reader.send(page, { username: "alice" });
    const answer = { code: "123456", password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };
    await reader.send(reset, { ...answer, confirmPassword: "x" });
    await reader.send(reset, { ...answer, code: "000000" });
    await reader.send(reset, { ...answer, password: "x", confirmPassword: "x" });
    await reader.send(page, { username: "nobody" });
    const { UserPoolId } = reader.client;
    await reader.oidc.cognito.userPools.send("AdminResetUserPassword", { UserPoolId, Username: "alice" });
    await reader.signIn();
  });

  test("a temporary password", async () => {
    const reader = await givenReader({ Schema: [{ Name: "family_name", Required: true }] });
    const invited = { UserPoolId: reader.client.UserPoolId, Username: "bob", TemporaryPassword: PASSWORD };
    await reader.oidc.cognito.userPools.send("AdminCreateUser", { ...invited, MessageAction: "SUPPRESS" });
    const page = await reader.signIn({ username: "bob" });
    await reader.send(page, { new_password: "x", confirm_password: "y" });
    await reader.send(page, { new_password: "x", confirm_password: "x", "requiredAttributes[family_name]": "x" });
  });

  test("second factors", async () => {
    const reader = await givenReader(OWN_SENDER, ALL_FACTORS);
    for (const preference of ["SMSMfaSettings", "EmailMfaSettings"]) {
      await prefer(reader, { [preference]: { Enabled: true, PreferredMfa: true } });
      await reader.send(await reader.signIn(), { authentication_code: "000000" });
    }
    await prefer(reader, { SMSMfaSettings: { Enabled: true }, EmailMfaSettings: { Enabled: true } });
    const choice = await reader.signIn();
    expect(choice.text).toContain('value="EMAIL_OTP"');
    await reader.send(choice, { answer: "SOFTWARE_TOKEN_MFA" });
  });

  test("setting up a second factor, and using it", async () => {
    const reader = await givenReader(OWN_SENDER, { ...ALL_FACTORS, MfaConfiguration: "ON" });
    const { UserPoolId } = reader.client;
    await reader.oidc.givenUser(UserPoolId, "dave");
    const page = await reader.signIn({ username: "dave" });
    const [, secret = ""] = /id="totpSecret">([A-Z2-7]+)</.exec(page.text) ?? [];
    await reader.send(page, { userCode: "000000" });
    await reader.send(page, { userCode: totpCode(secret, reader.oidc.now()) });
    await reader.send(page, { phone: "x" });
    const asked = await reader.signIn({ username: "dave" });
    await reader.send(asked, { authentication_code: totpCode(secret, reader.oidc.now()) });
    await reader.send(asked, { authentication_code: "000000" });
  });

  test("signing in without a password, and passkeys", async () => {
    const reader = await givenReader(
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"] } } },
      { WebAuthnConfiguration: { RelyingPartyId: "localhost" } },
    );
    const choice = await reader.signIn({ password: "" });
    await reader.send(choice, { answer: "WEB_AUTHN" });
    await reader.send(choice, { answer: "nothing" });
    await reader.send(await reader.signIn({ password: "" }), { answer: "PASSWORD", password: "wrong" });
    const code = await reader.send(await reader.signIn({ password: "" }), { answer: "EMAIL_OTP" });
    await reader.send(code, { authentication_code: "000000" });
    await reader.send(code, { authentication_code: "12345678" });
    const add = await reader.open("/passkeys/add");
    expect(add.text).toContain("data-options=");
    await reader.send(add, { credential: "{}" });
    const without = await givenReader();
    await without.signIn();
    expect((await without.open("/passkeys/add")).status).toBe(400);
  });

  test("what goes wrong", async () => {
    const reader = await givenReader();
    const { issuer, ClientId, UserPoolId } = reader.client;
    const { browser, oidc } = reader;
    for (const address of [
      `${issuer}/error?error=redirect_mismatch&client_id=${ClientId}`,
      `${issuer}/login`,
      `${oidc.url}/eu-west-1_nowhere/login?client_id=x`,
      `${issuer}/oauth2/authorize?${authorization(reader.client, { identity_provider: "Nobody" })}`,
      `${issuer}/confirmUser?client_id=${ClientId}`,
      `${issuer}/confirmUser?client_id=${ClientId}&user_name=alice&confirmation_code=1`,
    ]) {
      expect(see(await browser.get(address)).status).toBe(400);
    }
    see(await browser.post(`${issuer}/login?${authorization(reader.client)}`, {}));
    await oidc.cognito.userPools.send("SignUp", {
      ClientId,
      Username: "bob",
      Password: PASSWORD,
      UserAttributes: [{ Name: "email", Value: "bob@example.com" }],
    });
    const link = `${issuer}/confirmUser?client_id=${ClientId}&user_name=bob&confirmation_code=123456`;
    expect(see(await browser.get(link)).status).toBe(200);
    expect(UserPoolId).not.toBe("");
  });
});
