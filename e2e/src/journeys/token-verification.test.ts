import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CognitoJwtVerifier, JwtVerifier } from "aws-jwt-verify";
import type { Jwks } from "aws-jwt-verify/jwk";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterEach, describe, expect, test } from "vitest";
import { clientOf, present } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";

const PASSWORD = "Correct-Horse-9!";
let server: RunningServer | undefined;

afterEach(async () => {
  await server?.stop();
});

async function signedInUser(url: string) {
  const aws = clientOf(url);
  const { UserPool } = await aws.send(new CreateUserPoolCommand({ PoolName: "verified" }));
  const UserPoolId = present(UserPool?.Id);
  const { UserPoolClient } = await aws.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "app",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    }),
  );
  const ClientId = present(UserPoolClient?.ClientId);
  await aws.send(new AdminCreateUserCommand({ UserPoolId, Username: "ann", MessageAction: "SUPPRESS" }));
  await aws.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: "ann", Password: PASSWORD, Permanent: true }));
  const { AuthenticationResult } = await aws.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "ann", PASSWORD },
    }),
  );
  return {
    userPoolId: UserPoolId,
    clientId: ClientId,
    accessToken: present(AuthenticationResult?.AccessToken),
    idToken: present(AuthenticationResult?.IdToken),
  };
}

async function keySet(url: string, userPoolId: string): Promise<Jwks> {
  return (await (await fetch(`${url}/${userPoolId}/.well-known/jwks.json`)).json()) as Jwks;
}

describe("Tokens", () => {
  test("are found genuine by jose, which learns the keys through discovery", async () => {
    server = await startServer();
    const { userPoolId, clientId, idToken, accessToken } = await signedInUser(server.url);
    const discovery = (await (await fetch(`${server.url}/${userPoolId}/.well-known/openid-configuration`)).json()) as {
      issuer: string;
      jwks_uri: string;
    };
    expect(discovery.issuer).toBe(`${server.url}/${userPoolId}`);
    const keys = createRemoteJWKSet(new URL(discovery.jwks_uri));
    const id = await jwtVerify(idToken, keys, { issuer: discovery.issuer, audience: clientId });
    expect(id.payload).toMatchObject({ token_use: "id", "cognito:username": "ann" });
    const access = await jwtVerify(accessToken, keys, { issuer: discovery.issuer });
    expect(access.payload).toMatchObject({ token_use: "access", client_id: clientId, username: "ann" });
    expect(id.protectedHeader.kid).not.toBe(access.protectedHeader.kid);
  });

  test("are found genuine by aws-jwt-verify with the server's own issuer", async () => {
    server = await startServer();
    const { userPoolId, clientId, idToken } = await signedInUser(server.url);
    const issuer = `${server.url}/${userPoolId}`;
    const verifier = JwtVerifier.create({ issuer, audience: clientId, jwksUri: `${issuer}/.well-known/jwks.json` });
    verifier.cacheJwks(await keySet(server.url, userPoolId));
    expect(await verifier.verify(idToken)).toMatchObject({ sub: expect.any(String), token_use: "id" });
  });

  test("are found genuine by CognitoJwtVerifier, which hard-codes AWS's issuer, under --issuer aws", async () => {
    server = await startServer(["--issuer", "aws"]);
    const { userPoolId, clientId, idToken, accessToken } = await signedInUser(server.url);
    const keys = await keySet(server.url, userPoolId);
    for (const [tokenUse, token] of [
      ["id", idToken],
      ["access", accessToken],
    ] as const) {
      const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse });
      verifier.cacheJwks(keys);
      expect(await verifier.verify(token)).toMatchObject({ token_use: tokenUse });
    }
  });
});
