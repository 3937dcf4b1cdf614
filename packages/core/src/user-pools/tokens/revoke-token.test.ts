import type { CreateUserPoolClientRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

async function givenSignIn(settings: Partial<CreateUserPoolClientRequest> = {}) {
  const cognito = await startCognito();
  const client = await cognito.givenUserPoolClient(settings);
  await cognito.givenConfirmedUser({ UserPoolId: client.UserPoolId, Username: "alice" });
  const signIn = () => cognito.givenTokens({ ClientId: client.ClientId, Username: "alice" });
  const revoke = (Token: string, ClientId: string = client.ClientId) =>
    cognito.send("RevokeToken", { Token, ClientId });
  const getUser = (AccessToken: string | undefined) => cognito.send("GetUser", { AccessToken: AccessToken ?? "" });
  return { cognito, ...client, signIn, revoke, getUser };
}

describe("RevokeToken", () => {
  test("ends one sign-in, with every access token made of it, and no other", async () => {
    const { cognito, ClientId, signIn, revoke, getUser } = await givenSignIn();
    const [ended, other] = [await signIn(), await signIn()];
    const { AuthenticationResult: renewed } = await cognito.send("InitiateAuth", {
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId,
      AuthParameters: { REFRESH_TOKEN: ended.RefreshToken },
    });
    expect(await revoke(ended.RefreshToken)).toEqual({});
    for (const token of [ended.AccessToken, renewed?.AccessToken]) {
      await expect(getUser(token)).rejects.toBeCognitoError("NotAuthorizedException", "Access Token has been revoked");
    }
    expect(await getUser(other.AccessToken)).toMatchObject({ Username: "alice" });
  });

  test("ends no other sign-in by its associated sessions, for one with the API has none", async () => {
    const { cognito, ClientId, signIn, getUser } = await givenSignIn();
    const [ended, other] = [await signIn(), await signIn()];
    const Token = ended.RefreshToken;
    expect(await cognito.send("RevokeToken", { ClientId, Token, RevokeAssociatedSessions: "LINKED" })).toEqual({});
    await expect(getUser(ended.AccessToken)).rejects.toThrow("Access Token has been revoked");
    expect(await getUser(other.AccessToken)).toMatchObject({ Username: "alice" });
  });

  test("has nothing against a token that is revoked, expired or unknown", async () => {
    const { cognito, signIn, revoke } = await givenSignIn();
    const tokens = await signIn();
    await revoke(tokens.RefreshToken);
    expect(await revoke(tokens.RefreshToken)).toEqual({});
    cognito.clock.advance({ days: 31 });
    expect(await revoke(tokens.RefreshToken)).toEqual({});
    expect(await revoke("garbage")).toEqual({});
  });

  test("ends a sign-in also by a token of it that was rotated since", async () => {
    const { cognito, ClientId, signIn, revoke, getUser } = await givenSignIn({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
    });
    const { RefreshToken } = await signIn();
    const { AuthenticationResult } = await cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken });
    expect(await revoke(RefreshToken)).toEqual({});
    await expect(getUser(AuthenticationResult?.AccessToken)).rejects.toThrow("Access Token has been revoked");
  });

  test("leaves nothing that works of a rotation that runs meanwhile", async () => {
    const { cognito, ClientId, signIn, revoke, getUser } = await givenSignIn({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
    });
    const { RefreshToken, AccessToken } = await signIn();
    const [rotation] = await Promise.allSettled([
      cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken }),
      revoke(RefreshToken),
    ]);
    const rotated = rotation.status === "fulfilled" ? rotation.value.AuthenticationResult?.AccessToken : undefined;
    for (const token of [AccessToken, rotated ?? AccessToken]) {
      await expect(getUser(token)).rejects.toThrow("Access Token has been revoked");
    }
  });

  test("does not take a token that was tampered with for the real one", async () => {
    const { signIn, revoke, getUser } = await givenSignIn();
    const { RefreshToken, AccessToken } = await signIn();
    await revoke(`${RefreshToken}A`);
    expect(await getUser(AccessToken)).toMatchObject({ Username: "alice" });
  });

  test("refuses access and ID tokens", async () => {
    const { signIn, revoke } = await givenSignIn();
    const tokens = await signIn();
    for (const token of [tokens.AccessToken, tokens.IdToken]) {
      await expect(revoke(token)).rejects.toBeCognitoError("UnsupportedTokenTypeException", "Unsupported token type");
    }
  });

  test("refuses a client that has revocation off", async () => {
    const { signIn, revoke, getUser } = await givenSignIn({ EnableTokenRevocation: false });
    const tokens = await signIn();
    await expect(revoke(tokens.RefreshToken)).rejects.toBeCognitoError(
      "UnsupportedOperationException",
      "Token revocation is not enabled for this client",
    );
    expect(await getUser(tokens.AccessToken)).toMatchObject({ Username: "alice" });
  });

  test("refuses an unknown client, and one that the token was not given to", async () => {
    const { cognito, UserPoolId, signIn, revoke, getUser } = await givenSignIn();
    const tokens = await signIn();
    const other = await cognito.givenUserPoolClient({ UserPoolId });
    for (const client of ["nobodysclient", other.ClientId]) {
      await expect(revoke(tokens.RefreshToken, client)).rejects.toBeCognitoError(
        "UnauthorizedException",
        "Unauthorized client",
      );
    }
    expect(await getUser(tokens.AccessToken)).toMatchObject({ Username: "alice" });
  });

  test("asks for the client's secret", async () => {
    const cognito = await startCognito();
    const { ClientId, ClientSecret } = await cognito.givenUserPoolClient({ GenerateSecret: true });
    const request = { ClientId, Token: "garbage" };
    for (const secret of [undefined, "of_somebody_else_altogether"]) {
      await expect(cognito.send("RevokeToken", { ...request, ClientSecret: secret })).rejects.toBeCognitoError(
        "UnauthorizedException",
        "Unauthorized client",
      );
    }
    expect(await cognito.send("RevokeToken", { ...request, ClientSecret })).toEqual({});
    const { ClientId: open } = await cognito.givenUserPoolClient();
    await expect(cognito.send("RevokeToken", { ...request, ClientId: open, ClientSecret })).rejects.toBeCognitoError(
      "UnauthorizedException",
      "Unauthorized client",
    );
  });

  test("asks for the token", async () => {
    const { ClientId, cognito } = await givenSignIn();
    await expect(cognito.send("RevokeToken", { ClientId, Token: "not a token" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value at 'token' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9-_=.]+",
    );
  });
});
