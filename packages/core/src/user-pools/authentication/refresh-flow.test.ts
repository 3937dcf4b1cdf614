import { readJwt, secretHash } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

async function givenSignIn(
  settings: Parameters<Awaited<ReturnType<typeof startCognito>>["givenUserPoolClient"]>[0] = {},
) {
  const cognito = await startCognito();
  const client = await cognito.givenUserPoolClient(settings);
  await cognito.givenConfirmedUser({ UserPoolId: client.UserPoolId, Username: "alice" });
  const tokens = await cognito.givenTokens({ ClientId: client.ClientId, Username: "alice" });
  const refresh = (REFRESH_TOKEN: string = tokens.RefreshToken, ClientId: string = client.ClientId) =>
    cognito.send("InitiateAuth", { AuthFlow: "REFRESH_TOKEN_AUTH", ClientId, AuthParameters: { REFRESH_TOKEN } });
  return { cognito, ...client, tokens, refresh };
}

const claimsOf = (token: string | undefined) => readJwt(token ?? "")?.claims ?? {};

describe("REFRESH_TOKEN_AUTH", () => {
  test("answers new ID and access tokens of the same sign-in, and no refresh token", async () => {
    const { cognito, tokens, refresh } = await givenSignIn();
    cognito.clock.advance({ minutes: 10 });
    const answer = await refresh();
    expect(answer).toEqual({
      ChallengeParameters: {},
      AuthenticationResult: {
        AccessToken: expect.any(String),
        IdToken: expect.any(String),
        ExpiresIn: 3600,
        TokenType: "Bearer",
      },
    });
    for (const kind of ["AccessToken", "IdToken"] as const) {
      const before = claimsOf(tokens[kind]);
      const after = claimsOf(answer.AuthenticationResult?.[kind]);
      for (const kept of ["sub", "auth_time", "origin_jti", "event_id"]) expect(after[kept]).toBe(before[kept]);
      expect(after["jti"]).not.toBe(before["jti"]);
      expect(Number(after["iat"]) - Number(before["iat"])).toBe(600);
      expect(Number(after["exp"]) - Number(before["exp"])).toBe(600);
    }
  });

  test("shows the user as they are now", async () => {
    const { cognito, UserPoolId, refresh } = await givenSignIn();
    await cognito.send("AdminUpdateUserAttributes", {
      UserPoolId,
      Username: "alice",
      UserAttributes: [{ Name: "nickname", Value: "Al" }],
    });
    const { AuthenticationResult } = await refresh();
    expect(claimsOf(AuthenticationResult?.IdToken)).toMatchObject({ nickname: "Al" });
  });

  test("asks for the token", async () => {
    const { refresh } = await givenSignIn();
    await expect(refresh("")).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Missing required parameter REFRESH_TOKEN",
    );
  });

  test("refuses garbage, a token that was tampered with, and another client's token", async () => {
    const { cognito, UserPoolId, tokens, refresh } = await givenSignIn();
    const other = await cognito.givenUserPoolClient({ UserPoolId });
    const elsewhere = await cognito.givenUserPoolClient();
    const refusal = ["NotAuthorizedException", "Invalid Refresh Token."] as const;
    await expect(refresh("garbage")).rejects.toBeCognitoError(...refusal);
    await expect(refresh(`${tokens.RefreshToken}A`)).rejects.toBeCognitoError(...refusal);
    await expect(refresh(tokens.AccessToken)).rejects.toBeCognitoError(...refusal);
    await expect(refresh(tokens.RefreshToken, other.ClientId)).rejects.toBeCognitoError(...refusal);
    await expect(refresh(tokens.RefreshToken, elsewhere.ClientId)).rejects.toBeCognitoError(...refusal);
  });

  test("ends with the validity of the refresh token, counted from the sign-in", async () => {
    const { cognito, refresh } = await givenSignIn({
      RefreshTokenValidity: 2,
      TokenValidityUnits: { RefreshToken: "hours" },
    });
    cognito.clock.advance({ hours: 1, minutes: 59 });
    expect(await refresh()).toHaveProperty("AuthenticationResult.AccessToken");
    cognito.clock.advance({ minutes: 1 });
    const refusal = ["NotAuthorizedException", "Refresh Token has expired"] as const;
    await expect(refresh()).rejects.toBeCognitoError(...refusal);
    cognito.clock.advance({ days: 20 });
    await expect(refresh()).rejects.toBeCognitoError(...refusal);
  });

  test("refuses a revoked token and a user who has signed out everywhere", async () => {
    const { cognito, UserPoolId, ClientId, tokens, refresh } = await givenSignIn();
    const other = await cognito.givenTokens({ ClientId, Username: "alice" });
    const refusal = ["NotAuthorizedException", "Refresh Token has been revoked"] as const;
    await cognito.send("RevokeToken", { ClientId, Token: tokens.RefreshToken });
    await expect(refresh()).rejects.toBeCognitoError(...refusal);
    expect(await refresh(other.RefreshToken)).toHaveProperty("AuthenticationResult.AccessToken");
    await cognito.send("AdminUserGlobalSignOut", { UserPoolId, Username: "alice" });
    await expect(refresh(other.RefreshToken)).rejects.toBeCognitoError(...refusal);
  });

  test("refuses a user who has been disabled or deleted", async () => {
    const { cognito, UserPoolId, refresh } = await givenSignIn();
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(refresh()).rejects.toBeCognitoError("NotAuthorizedException", "Refresh Token has been revoked");
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    await expect(refresh()).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });

  test("cannot be used by a client that rotates refresh tokens", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
    });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const { RefreshToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    await expect(
      cognito.send("InitiateAuth", {
        AuthFlow: "REFRESH_TOKEN_AUTH",
        ClientId,
        AuthParameters: { REFRESH_TOKEN: RefreshToken },
      }),
    ).rejects.toBeCognitoError("InvalidParameterException", "REFRESH_TOKEN_AUTH is not enabled for the client.");
  });

  test("takes the last of the rotated tokens, and no other, where the client has given rotation up", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 10 },
    });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const { RefreshToken: first } = await cognito.givenTokens({ ClientId, Username: "alice" });
    const rotated = await cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken: first });
    await cognito.send("UpdateUserPoolClient", {
      UserPoolId,
      ClientId,
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      RefreshTokenRotation: { Feature: "DISABLED" },
    });
    const refresh = (REFRESH_TOKEN = "") =>
      cognito.send("InitiateAuth", { AuthFlow: "REFRESH_TOKEN_AUTH", ClientId, AuthParameters: { REFRESH_TOKEN } });
    cognito.clock.advance({ seconds: 10, milliseconds: -1 });
    expect(await refresh(first)).toHaveProperty("AuthenticationResult.AccessToken");
    cognito.clock.advance({ milliseconds: 1 });
    await expect(refresh(first)).rejects.toBeCognitoError("NotAuthorizedException", "Invalid Refresh Token.");
    const last = await refresh(rotated.AuthenticationResult?.RefreshToken);
    expect(last).toHaveProperty("AuthenticationResult.AccessToken");
    expect(last).not.toHaveProperty("AuthenticationResult.RefreshToken");
  });

  test("does not know another client's token better for a device key or a secret hash that comes with it", async () => {
    const { cognito, UserPoolId, tokens, ClientId } = await givenSignIn();
    const DEVICE_KEY = "us-east-1_3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60";
    const { ClientId: other, ClientSecret = "" } = await cognito.givenUserPoolClient({
      UserPoolId,
      GenerateSecret: true,
    });
    const SECRET_HASH = secretHash({ username: "alice", clientId: other, clientSecret: ClientSecret });
    const refresh = (client: string, more: Record<string, string>) =>
      cognito.send("InitiateAuth", {
        AuthFlow: "REFRESH_TOKEN_AUTH",
        ClientId: client,
        AuthParameters: { REFRESH_TOKEN: tokens.RefreshToken, DEVICE_KEY, ...more },
      });
    await expect(refresh(other, { SECRET_HASH })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid Refresh Token.",
    );
    await expect(refresh(ClientId, { SECRET_HASH })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${ClientId}`,
    );
    expect(await refresh(ClientId, {})).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("takes a secret hash over the real username, and no other", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UsernameAttributes: ["email"] });
    const { ClientId, ClientSecret = "" } = await cognito.givenUserPoolClient({ UserPoolId, GenerateSecret: true });
    const { Username, Password } = await cognito.givenConfirmedUser({ UserPoolId, Username: "alice@example.com" });
    const hashOf = (username: string) => secretHash({ username, clientId: ClientId, clientSecret: ClientSecret });
    const { AuthenticationResult } = await cognito.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: {
        USERNAME: "alice@example.com",
        PASSWORD: Password,
        SECRET_HASH: hashOf("alice@example.com"),
      },
    });
    const refresh = (secret: { SECRET_HASH?: string }) =>
      cognito.send("InitiateAuth", {
        AuthFlow: "REFRESH_TOKEN_AUTH",
        ClientId,
        AuthParameters: { REFRESH_TOKEN: AuthenticationResult?.RefreshToken ?? "", ...secret },
      });
    expect(await refresh({ SECRET_HASH: hashOf(Username) })).toHaveProperty("AuthenticationResult.AccessToken");
    await expect(refresh({ SECRET_HASH: hashOf("alice@example.com") })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `SecretHash does not match for the client: ${ClientId}`,
    );
    await expect(refresh({})).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
    );
  });
});
