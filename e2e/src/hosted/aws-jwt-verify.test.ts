import { AdminAddUserToGroupCommand, CreateGroupCommand } from "@aws-sdk/client-cognito-identity-provider";
import { CognitoJwtVerifier, JwtVerifier } from "aws-jwt-verify";
import type { Jwks } from "aws-jwt-verify/jwk";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { startServer } from "../running/running-server.ts";
import { type Application, CALLBACK, givenApplication, PASSWORD } from "./given-application.ts";
import { newVisitor } from "./visitor.ts";

/** Tokens of the user `ann`, who is in the group `editors`. */
async function tokensOfUser(url: string, { userPoolId: UserPoolId, issuer, clientId }: Application) {
  const aws = clientOf(url);
  await aws.send(new CreateGroupCommand({ UserPoolId, GroupName: "editors" }));
  await aws.send(new AdminAddUserToGroupCommand({ UserPoolId, GroupName: "editors", Username: "ann" }));
  const request = { response_type: "code", client_id: clientId, redirect_uri: CALLBACK, scope: "openid api/read" };
  const visitor = newVisitor(url, { username: "ann", password: PASSWORD });
  const back = await visitor.follow(`${issuer}/oauth2/authorize?${new URLSearchParams(request).toString()}`);
  const code = back.searchParams.get("code") ?? "";
  return token(issuer, { grant_type: "authorization_code", code, client_id: clientId, redirect_uri: CALLBACK });
}

async function token(issuer: string, form: Readonly<Record<string, string>>) {
  const response = await fetch(`${issuer}/oauth2/token`, { method: "POST", body: new URLSearchParams(form) });
  expect(response.status).toBe(200);
  return (await response.json()) as { id_token: string; access_token: string; refresh_token: string };
}

async function keySet(issuer: string): Promise<Jwks> {
  return (await (await fetch(`${issuer}/.well-known/jwks.json`)).json()) as Jwks;
}

test("CognitoJwtVerifier, which hard-codes AWS's issuer, takes the tokens of every grant under --issuer aws", async () => {
  const server = await startServer(["--issuer", "aws"]);
  onTestFinished(() => server.stop());
  const application = await givenApplication(server.url);
  const { userPoolId, clientId, issuer } = application;
  const machine = await givenApplication(server.url, {
    GenerateSecret: true,
    CallbackURLs: [],
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: ["api/read"],
  });
  const ofUser = await tokensOfUser(server.url, application);
  const { refresh_token } = ofUser;
  const refreshed = await token(issuer, { grant_type: "refresh_token", client_id: clientId, refresh_token });
  const ofMachine = await token(machine.issuer, {
    grant_type: "client_credentials",
    client_id: machine.clientId,
    client_secret: machine.clientSecret ?? "",
  });

  const verifier = CognitoJwtVerifier.create([
    { userPoolId, clientId, tokenUse: null },
    { userPoolId: machine.userPoolId, clientId: machine.clientId, tokenUse: null },
  ]);
  verifier.cacheJwks(await keySet(issuer), userPoolId);
  verifier.cacheJwks(await keySet(machine.issuer), machine.userPoolId);
  for (const { id_token, access_token } of [ofUser, refreshed]) {
    const asked = { clientId, groups: "editors" };
    expect(await verifier.verify(id_token, { ...asked, tokenUse: "id" })).toMatchObject({
      "cognito:username": "ann",
      at_hash: expect.any(String),
    });
    expect(await verifier.verify(access_token, { ...asked, tokenUse: "access", scope: "api/read" })).toMatchObject({
      username: "ann",
      version: 2,
    });
    await expect(verifier.verify(access_token, { ...asked, tokenUse: "access", scope: "api/write" })).rejects.toThrow(
      "Scope not allowed",
    );
    await expect(verifier.verify(id_token, { ...asked, tokenUse: "access" })).rejects.toThrow("Token use not allowed");
  }
  const { access_token } = ofMachine;
  const ofMachineOnly = { clientId: machine.clientId, tokenUse: "access", scope: "api/read" } as const;
  expect(await verifier.verify(access_token, ofMachineOnly)).toMatchObject({ sub: machine.clientId });
  await expect(verifier.verify(access_token, { ...ofMachineOnly, clientId })).rejects.toThrow("Client ID not allowed");
});

test("JwtVerifier takes them with the server's own issuer", async () => {
  const server = await startServer();
  onTestFinished(() => server.stop());
  const application = await givenApplication(server.url);
  const { id_token, access_token } = await tokensOfUser(server.url, application);
  const { issuer, clientId } = application;
  const jwksUri = `${issuer}/.well-known/jwks.json`;
  const verifier = JwtVerifier.create({ issuer, audience: clientId, jwksUri });
  verifier.cacheJwks(await keySet(issuer));
  expect(await verifier.verify(id_token)).toMatchObject({ token_use: "id" });
  // Cognito's access tokens have no audience, but for those of a resource.
  await expect(verifier.verify(access_token)).rejects.toThrow("Missing Audience");
  expect(await verifier.verify(access_token, { audience: null, scope: "api/read" })).toMatchObject({
    client_id: clientId,
  });
  const elsewhere = JwtVerifier.create({ issuer: `${issuer}0`, audience: clientId, jwksUri });
  elsewhere.cacheJwks(await keySet(issuer));
  await expect(elsewhere.verify(id_token)).rejects.toThrow("Issuer not allowed");
});
