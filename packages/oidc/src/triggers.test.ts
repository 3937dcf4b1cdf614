import type { TriggerEvent } from "@cogmock/core";
import { describe, expect, test } from "vitest";
import { claimsOf, startOidc } from "./testing/start-oidc.ts";
import { authorization, CALLBACK } from "./testing/test-client.ts";

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
