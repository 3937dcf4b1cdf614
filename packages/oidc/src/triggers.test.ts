import type { TriggerEvent } from "@cogmock/core";
import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { basic, claimsOf, startOidc } from "./testing/start-oidc.ts";
import { authorization, CALLBACK, PASSWORD } from "./testing/test-client.ts";

const ARN = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const LambdaConfig = {
  PreAuthentication: ARN("PreAuthentication"),
  PostAuthentication: ARN("PostAuthentication"),
  PreTokenGeneration: ARN("PreTokenGeneration"),
  PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: ARN("PreTokenGeneration") },
} as const;

describe("The pool's triggers", () => {
  test("are called in a sign-in on the pages as in one of the API, and say what tokens are for", async () => {
    const calls: TriggerEvent[] = [];
    const record = (event: TriggerEvent): TriggerEvent => {
      calls.push(event);
      return event;
    };
    const oidc = await startOidc({
      triggers: {
        PreAuthentication: record,
        PostAuthentication: record,
        PreTokenGeneration: (event: TriggerEvent) => {
          calls.push(event);
          const accessTokenGeneration = {
            claimsToAddOrOverride: { tenant: "acme" },
            scopesToAdd: ["extra"],
            scopesToSuppress: ["email"],
          };
          return { ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } } };
        },
      },
    });
    const client = await oidc.givenClient({}, { LambdaConfig });
    await oidc.givenUser(client.UserPoolId);
    const { location = "" } = await oidc.newBrowser().signIn(client, { scope: "openid email" });
    const { body } = await oidc.token(client, {
      grant_type: "authorization_code",
      client_id: client.ClientId,
      code: new URL(location).searchParams.get("code") ?? "",
      redirect_uri: CALLBACK,
    });
    expect(claimsOf(body["access_token"])).toMatchObject({ tenant: "acme", scope: "openid extra" });
    expect(calls.map(({ triggerSource }) => triggerSource)).toEqual([
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_HostedAuth",
    ]);
    expect(calls.at(-1)?.request).toMatchObject({ scopes: ["openid", "email"] });
    const form = {
      grant_type: "refresh_token",
      client_id: client.ClientId,
      refresh_token: String(body["refresh_token"]),
    };
    expect((await oidc.token(client, form)).status).toBe(200);
    expect(calls.at(-1)?.triggerSource).toBe("TokenGeneration_RefreshTokens");
  });

  test("show their refusal on the page, or send it to the application", async () => {
    const fail = (): never => {
      throw new Error("not today");
    };
    const denied = await startOidc({ triggers: { PreAuthentication: fail } });
    const client = await denied.givenClient(
      {},
      { LambdaConfig: { PreAuthentication: LambdaConfig.PreAuthentication } },
    );
    await denied.givenUser(client.UserPoolId);
    expect((await denied.newBrowser().signIn(client)).text).toContain(
      'role="alert">PreAuthentication failed with error not today.</p>',
    );

    const broken = await startOidc({ triggers: { PreTokenGeneration: fail } });
    const { PreTokenGeneration } = LambdaConfig;
    const second = await broken.givenClient({}, { LambdaConfig: { PreTokenGeneration } });
    await broken.givenUser(second.UserPoolId);
    const implicit = await broken.newBrowser().signIn(second, { response_type: "token", state: "s" });
    expect(implicit.location).toBe(
      `${CALLBACK}#error_description=PreTokenGeneration+failed+with+error+not+today.+&state=s&error=invalid_request`,
    );
    const { location = "" } = await broken.newBrowser().signIn(second);
    const code = new URL(location).searchParams.get("code") ?? "";
    const form = { grant_type: "authorization_code", client_id: second.ClientId, redirect_uri: CALLBACK, code };
    expect((await broken.token(second, form)).body).toEqual({
      error: "invalid_grant",
      error_description: "PreTokenGeneration failed with error not today.",
    });
  });
});

describe("The pages of a pool with triggers", () => {
  const NAMES = [
    "PreSignUp",
    "CustomMessage",
    "PostConfirmation",
    "PreAuthentication",
    "PostAuthentication",
    "PreTokenGeneration",
    "UserMigration",
  ] as const;
  const KNOWN = {
    userAttributes: { email: "bob@example.com", email_verified: "true" },
    finalUserStatus: "CONFIRMED",
    messageAction: "SUPPRESS",
  };

  /** Triggers that pass everything on, and know bob, of whom the pool does not know. */
  async function givenPages(
    settings: { readonly SignInPolicy?: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
    PreventUserExistenceErrors: "ENABLED" | "LEGACY" = "ENABLED",
  ) {
    const sources: string[] = [];
    const run = (event: TriggerEvent): TriggerEvent => {
      sources.push(event.triggerSource);
      return event.triggerSource.startsWith("UserMigration") ? { ...event, response: KNOWN } : event;
    };
    const oidc = await startOidc({ triggers: Object.fromEntries(NAMES.map((name) => [name, run])) });
    const client = await oidc.givenClient(
      { ExplicitAuthFlows: ["ALLOW_USER_AUTH"], PreventUserExistenceErrors },
      {
        AutoVerifiedAttributes: ["email"],
        Policies: settings,
        LambdaConfig: Object.fromEntries(NAMES.map((name) => [name, ARN(name)])),
      },
    );
    return { oidc, client, sources, browser: oidc.newBrowser(), query: authorization(client) };
  }

  test("call those of a sign-up, its confirmation and the sign-in that follows", async () => {
    const { client, browser, query, sources } = await givenPages({});
    const page = await browser.get(`${client.issuer}/signup?${query}`);
    const typed = { username: "carol", password: PASSWORD, "requiredAttributes[email]": "carol@example.com" };
    const confirm = await browser.submitAndFollow(page, typed);
    expect(sources).toEqual(["PreSignUp_SignUp", "CustomMessage_SignUp"]);
    await browser.post(`${client.issuer}/resendcode?${query}`, {
      username: "carol",
      _csrf: browser.cookies.get("XSRF-TOKEN") ?? "",
    });
    await browser.submit(confirm, { code: "123456" });
    expect(sources.slice(2)).toEqual([
      "CustomMessage_ResendCode",
      "PostConfirmation_ConfirmSignUp",
      // Whoever confirms in the browser that signed up is signed in.
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
    ]);
  });

  test("migrate who signs in with a password that another directory knows", async () => {
    const { oidc, client, browser, sources } = await givenPages({});
    expect((await browser.signIn(client, {}, { username: "bob", password: "secret" })).location).toContain("?code=");
    expect(sources).toEqual([
      "UserMigration_Authentication",
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
    ]);
    const { UserStatus } = await oidc.cognito.userPools.send("AdminGetUser", {
      UserPoolId: client.UserPoolId,
      Username: "bob",
    });
    expect(UserStatus).toBe("CONFIRMED");
  });

  test("migrate them, too, where they ask for a password after the name", async () => {
    const { client, browser, query, sources } = await givenPages({
      SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] },
    });
    const page = await browser.get(`${client.issuer}/login?${query}`);
    const choice = await browser.submit(page, { username: "bob" });
    expect((await browser.submit(choice, { answer: "PASSWORD", password: "secret" })).location).toContain("?code=");
    expect(sources).toEqual([
      "PreAuthentication_Authentication",
      "UserMigration_Authentication",
      "PostAuthentication_Authentication",
    ]);
  });

  test("migrate them so, too, where the client may know who exists, and ask PreAuthentication then", async () => {
    const { client, browser, query, sources } = await givenPages(
      { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
      "LEGACY",
    );
    const page = await browser.get(`${client.issuer}/login?${query}`);
    const choice = await browser.submit(page, { username: "bob" });
    expect(sources).toEqual([]);
    expect((await browser.submit(choice, { answer: "PASSWORD", password: "secret" })).location).toContain("?code=");
    expect(sources).toEqual([
      "UserMigration_Authentication",
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
    ]);
  });

  test("show why a migration fails", async () => {
    const UserMigration = (): never => {
      throw new Error("Bad password");
    };
    const oidc = await startOidc({ triggers: { UserMigration } });
    const client = await oidc.givenClient({}, { LambdaConfig: { UserMigration: ARN("UserMigration") } });
    const page = await oidc.newBrowser().signIn(client, {}, { username: "bob", password: "secret" });
    expect(page.text).toContain('role="alert">UserMigration failed with error Bad password.</p>');
  });

  test("migrate who has forgotten a password that another directory knows", async () => {
    const { client, browser, query, sources } = await givenPages({});
    const page = await browser.get(`${client.issuer}/forgotPassword?${query}`);
    const reset = await browser.submitAndFollow(page, { username: "bob" });
    expect(reset.text).toContain("<strong>b***@e***</strong>");
    await browser.submit(reset, { code: "123456", password: PASSWORD, confirmPassword: PASSWORD });
    expect(sources).toEqual([
      "UserMigration_ForgotPassword",
      "CustomMessage_ForgotPassword",
      "PostConfirmation_ConfirmForgotPassword",
    ]);
    expect((await browser.signIn(client, {}, { username: "bob" })).location).toContain("?code=");
  });
});

describe("The order of triggers on the pages", () => {
  const NAMES = ["PreAuthentication", "PostAuthentication", "PreTokenGeneration", "CustomMessage"] as const;
  const EMAIL = { email: "alice@example.com", email_verified: "true" };

  async function givenOrder(pool: Partial<CreateUserPoolRequest> = {}) {
    const sources: string[] = [];
    const run = (event: TriggerEvent): TriggerEvent => {
      sources.push(event.triggerSource);
      return event;
    };
    const oidc = await startOidc({ triggers: Object.fromEntries(NAMES.map((name) => [name, run])) });
    const names = Object.fromEntries(NAMES.map((name) => [name, ARN(name)]));
    const client = await oidc.givenClient({}, { ...pool, LambdaConfig: names });
    await oidc.givenUser(client.UserPoolId, "alice", EMAIL);
    const browser = oidc.newBrowser();
    const redeem = async (location = "") => {
      const code = new URL(location).searchParams.get("code") ?? "";
      const form = { grant_type: "authorization_code", client_id: client.ClientId, redirect_uri: CALLBACK, code };
      expect((await oidc.token(client, form)).status).toBe(200);
    };
    return { oidc, client, sources, browser, redeem };
  }

  test("is that of the API with a code as a second factor, up to the tokens", async () => {
    const { oidc, client, sources, browser, redeem } = await givenOrder({
      EmailConfiguration: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/no-reply@example.com",
      },
    });
    await oidc.cognito.userPools.send("SetUserPoolMfaConfig", {
      UserPoolId: client.UserPoolId,
      MfaConfiguration: "ON",
      EmailMfaConfiguration: {},
    });
    const page = await browser.signIn(client);
    expect(sources).toEqual(["PreAuthentication_Authentication", "CustomMessage_Authentication"]);
    const { location } = await browser.submit(page, { authentication_code: "123456" });
    expect(sources.slice(2)).toEqual(["PostAuthentication_Authentication"]);
    await redeem(location);
    expect(sources.slice(3)).toEqual(["TokenGeneration_HostedAuth"]);
  });

  test("ends with tokens of the hosted UI also where a new password has to be chosen", async () => {
    const { oidc, client, sources, browser, redeem } = await givenOrder();
    const alice = { UserPoolId: client.UserPoolId, Username: "alice" };
    await oidc.cognito.userPools.send("AdminSetUserPassword", { ...alice, Password: PASSWORD, Permanent: false });
    const page = await browser.signIn(client);
    const chosen = "Another-Horse-10!";
    const { location } = await browser.submit(page, { new_password: chosen, confirm_password: chosen });
    await redeem(location);
    expect(sources).toEqual([
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_HostedAuth",
    ]);
  });

  test("is that of tokens alone for who has signed in before", async () => {
    const { client, sources, browser, redeem } = await givenOrder();
    await browser.signIn(client);
    sources.length = 0;
    const again = await browser.get(`${client.issuer}/oauth2/authorize?${authorization(client)}`);
    await redeem(again.location);
    expect(sources).toEqual(["TokenGeneration_HostedAuth"]);
  });
});

describe("The client credentials grant", () => {
  const scope = "https://api.example.com/read";

  /** A client of its own account, in a pool whose trigger is of this version. */
  async function givenMachine(LambdaVersion: "V2_0" | "V3_0") {
    const calls: TriggerEvent[] = [];
    const triggers = {
      PreTokenGeneration: (event: TriggerEvent) => {
        calls.push(structuredClone(event));
        const accessTokenGeneration = { claimsToAddOrOverride: { tenant: "acme" } };
        return { ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } } };
      },
    };
    const oidc = await startOidc({ triggers });
    const PreTokenGenerationConfig = { LambdaVersion, LambdaArn: ARN("PreTokenGeneration") };
    const { UserPoolId } = await oidc.givenClient({}, { LambdaConfig: { PreTokenGenerationConfig } });
    await oidc.cognito.userPools.send("CreateResourceServer", {
      UserPoolId,
      Identifier: "https://api.example.com",
      Name: "api",
      Scopes: [{ ScopeName: "read", ScopeDescription: "r" }],
    });
    const client = await oidc.givenClient({
      UserPoolId,
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: [scope],
    });
    const ask = (aws_client_metadata: string) =>
      oidc.token(client, { grant_type: "client_credentials", aws_client_metadata }, basic(client));
    return { client, calls, ask };
  }

  test("calls a trigger of version 3, with aws_client_metadata", async () => {
    const { client, calls, ask } = await givenMachine("V3_0");
    const { status, body } = await ask(JSON.stringify({ job: "nightly" }));
    expect(status).toBe(200);
    expect(claimsOf(body["access_token"])).toMatchObject({ tenant: "acme", scope });
    expect(calls).toStrictEqual([
      {
        version: "3",
        triggerSource: "TokenGeneration_ClientCredentials",
        region: "us-east-1",
        userPoolId: client.UserPoolId,
        userName: "ClientCredentials",
        callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: client.ClientId },
        request: {
          userAttributes: {},
          groupConfiguration: null,
          scopes: [scope],
          clientMetadata: { job: "nightly" },
        },
        response: { claimsAndScopeOverrideDetails: null },
      },
    ]);
  });

  test("calls none of an earlier version", async () => {
    const { calls, ask } = await givenMachine("V2_0");
    expect((await ask("{}")).status).toBe(200);
    expect(calls).toEqual([]);
  });

  test.each(["job", '"job"', "null", "1"])("refuses %j for aws_client_metadata", async (metadata) => {
    const { calls, ask } = await givenMachine("V3_0");
    const { status, body } = await ask(metadata);
    expect([status, body]).toEqual([400, { error: "invalid_request" }]);
    expect(calls).toEqual([]);
  });
});

describe("A level that the application asks for", () => {
  test("is in the tokens, and stays there", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({}, { UserPoolTier: "ESSENTIALS" });
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const { location = "" } = await browser.signIn(client, { acr_values: "urn:cognito:loa:1 urn:other" });
    const redeem = async (at: string) => {
      const code = new URL(at).searchParams.get("code") ?? "";
      const form = { grant_type: "authorization_code", client_id: client.ClientId, redirect_uri: CALLBACK, code };
      return (await oidc.token(client, form)).body;
    };
    const body = await redeem(location);
    expect(claimsOf(body["id_token"])).toMatchObject({ acr: "urn:cognito:loa:1", amr: ["pwd"] });
    const form = {
      grant_type: "refresh_token",
      client_id: client.ClientId,
      refresh_token: String(body["refresh_token"]),
    };
    expect(claimsOf((await oidc.token(client, form)).body["access_token"])).toMatchObject({ acr: "urn:cognito:loa:1" });
    // A session without the level is not enough; one with it is, whether or not its own sign-in asked for it.
    const at = (acr_values: string) => `${client.issuer}/oauth2/authorize?${authorization(client, { acr_values })}`;
    expect((await browser.get(at("urn:cognito:loa:3"))).location).toContain("/login?");
    const plain = oidc.newBrowser();
    await plain.signIn(client);
    const reused = await redeem((await plain.get(at("urn:cognito:loa:1"))).location ?? "");
    expect(claimsOf(reused["access_token"])).toMatchObject({ acr: "urn:cognito:loa:1" });
    const unreachable = await oidc.newBrowser().signIn(client, { acr_values: "urn:cognito:loa:4" });
    expect(unreachable.location).toBeUndefined();
    expect(unreachable.text).toContain('role="alert"');
  });

  test("is passed over in the Lite tier", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({}, { UserPoolTier: "LITE" });
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    expect((await browser.signIn(client, { acr_values: "urn:cognito:loa:4" })).location).toContain("?code=");
    oidc.advance(100);
    const at = `${client.issuer}/oauth2/authorize?${authorization(client, { max_age: "1" })}`;
    expect((await browser.get(at)).location).toContain("?code=");
  });
});
