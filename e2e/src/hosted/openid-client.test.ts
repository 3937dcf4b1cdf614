import { GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { JwtVerifier } from "aws-jwt-verify";
import type { Jwks } from "aws-jwt-verify/jwk";
import * as oauth from "openid-client";
import { afterEach, describe, expect, test } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { type Application, CALLBACK, givenApplication, LOGOUT, PASSWORD } from "./given-application.ts";
import { newVisitor } from "./visitor.ts";

let server: RunningServer | undefined;

afterEach(async () => {
  await server?.stop();
});

/** As an application configures itself: by discovery. */
function discover({ issuer, clientId, clientSecret }: Application, authentication?: oauth.ClientAuth) {
  return oauth.discovery(new URL(issuer), clientId, clientSecret, authentication, {
    execute: [oauth.allowInsecureRequests],
  });
}

describe.each([
  ["none", false, () => oauth.None()],
  ["client_secret_basic", true, (secret?: string) => oauth.ClientSecretBasic(secret)],
  ["client_secret_post", true, (secret?: string) => oauth.ClientSecretPost(secret)],
])("openid-client, authenticating by %s", (_, GenerateSecret, authentication) => {
  test("signs a user in, reads userInfo, refreshes, revokes and signs out", async () => {
    server = await startServer();
    const application = await givenApplication(server.url, { GenerateSecret });
    const config = await discover(application, authentication(application.clientSecret));
    const verifier = oauth.randomPKCECodeVerifier();
    const [state, nonce] = [oauth.randomState(), oauth.randomNonce()];
    const visitor = newVisitor(server.url, { username: "ann", password: PASSWORD });
    const at = oauth.buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK,
      scope: "openid email api/read aws.cognito.signin.user.admin",
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    });
    const back = await visitor.follow(at);
    const tokens = await oauth.authorizationCodeGrant(config, back, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    expect(tokens.claims()).toMatchObject({ nonce, email: "ann@example.com", "cognito:username": "ann" });
    const info = await oauth.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? "");
    expect(info).toMatchObject({ email: "ann@example.com", email_verified: "true", username: "ann" });

    // What aws-jwt-verify finds of the tokens of a resource server.
    const jwks = (await (await fetch(`${application.issuer}/.well-known/jwks.json`)).json()) as Jwks;
    const { issuer } = application;
    const verify = JwtVerifier.create({ issuer, audience: null, jwksUri: `${issuer}/.well-known/jwks.json` });
    verify.cacheJwks(jwks);
    expect(await verify.verify(tokens.access_token)).toMatchObject({
      version: 2,
      scope: expect.stringMatching("api/read"),
    });
    const user = await clientOf(server.url).send(new GetUserCommand({ AccessToken: tokens.access_token }));
    expect(user.Username).toBe("ann");

    const renewed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? "");
    expect(renewed.claims()?.sub).toBe(tokens.claims()?.sub);
    await oauth.tokenRevocation(config, tokens.refresh_token ?? "");
    await expect(oauth.refreshTokenGrant(config, tokens.refresh_token ?? "")).rejects.toMatchObject({
      error: "invalid_grant",
    });

    // The browser still has its session; the application ends it.
    const silent = oauth.buildAuthorizationUrl(config, { redirect_uri: CALLBACK, scope: "openid", prompt: "none" });
    expect((await visitor.follow(silent)).searchParams.get("code")).toEqual(expect.any(String));
    const { end_session_endpoint: end = "" } = config.serverMetadata();
    const out = new URLSearchParams({ client_id: application.clientId, logout_uri: LOGOUT });
    expect((await visitor.follow(`${end}?${out.toString()}`)).href).toBe(LOGOUT);
    expect((await visitor.follow(silent)).searchParams.get("error")).toBe("login_required");
  });
});

describe("openid-client", () => {
  test("gets a token for the client itself", async () => {
    server = await startServer();
    const application = await givenApplication(server.url, {
      GenerateSecret: true,
      CallbackURLs: [],
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: ["api/read"],
    });
    const config = await discover(application, oauth.ClientSecretBasic(application.clientSecret));
    const tokens = await oauth.clientCredentialsGrant(config, { scope: "api/read" });
    expect(tokens).toMatchObject({ token_type: "bearer", expires_in: 3600 });
  });
});
