import { readJwt } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";
import { MAX_LIVE_REFRESH_TOKENS } from "./token-session.ts";

/** A sign-in through a client that rotates refresh tokens, unless it is said to do without. */
async function givenSignIn(graceSeconds: number | "no rotation" = 0) {
  const cognito = await startCognito();
  const client = await cognito.givenUserPoolClient({
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
    RefreshTokenRotation:
      graceSeconds === "no rotation"
        ? { Feature: "DISABLED" }
        : { Feature: "ENABLED", RetryGracePeriodSeconds: graceSeconds },
  });
  await cognito.givenConfirmedUser({ UserPoolId: client.UserPoolId, Username: "alice" });
  const tokens = await cognito.givenTokens({ ClientId: client.ClientId, Username: "alice" });
  const refresh = async (RefreshToken: string = tokens.RefreshToken, ClientId: string = client.ClientId) => {
    const { AuthenticationResult } = await cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken });
    return AuthenticationResult ?? {};
  };
  const rotate = async (RefreshToken?: string) => (await refresh(RefreshToken)).RefreshToken ?? "";
  return { cognito, ...client, tokens, refresh, rotate };
}

const REUSED = ["RefreshTokenReuseException", "Refresh Token has been reused"] as const;
const claimsOf = (token: string | undefined) => readJwt(token ?? "")?.claims ?? {};

describe("GetTokensFromRefreshToken", () => {
  test("answers ID and access tokens only, again and again, where the client does not rotate", async () => {
    const { refresh } = await givenSignIn("no rotation");
    for (let times = 0; times < 2; times++) {
      expect(await refresh()).toEqual({
        AccessToken: expect.any(String),
        IdToken: expect.any(String),
        ExpiresIn: 3600,
        TokenType: "Bearer",
      });
    }
  });

  test("answers a new refresh token, too, where it does", async () => {
    const { cognito, tokens, refresh } = await givenSignIn();
    cognito.clock.advance({ minutes: 5 });
    const renewed = await refresh();
    expect(renewed.RefreshToken).not.toBe(tokens.RefreshToken);
    expect(renewed.RefreshToken?.split(".")).toHaveLength(5);
    const [before, after] = [claimsOf(tokens.AccessToken), claimsOf(renewed.AccessToken)];
    expect(after).toMatchObject({ origin_jti: before["origin_jti"], auth_time: before["auth_time"] });
    expect(after["jti"]).not.toBe(before["jti"]);
    expect(await refresh(renewed.RefreshToken)).toHaveProperty("RefreshToken");
  });

  test("refuses the old token at once without a grace period, however often it was rotated since", async () => {
    const { refresh, rotate, tokens } = await givenSignIn(0);
    const second = await rotate();
    await expect(refresh(tokens.RefreshToken)).rejects.toBeCognitoError(...REUSED);
    const third = await rotate(second);
    await expect(refresh(tokens.RefreshToken)).rejects.toBeCognitoError(...REUSED);
    await expect(refresh(second)).rejects.toBeCognitoError(...REUSED);
    expect(await refresh(third)).toHaveProperty("RefreshToken");
  });

  test("takes the old token during its grace period, which a retry does not prolong", async () => {
    const { cognito, refresh, rotate } = await givenSignIn(60);
    const first = await rotate();
    cognito.clock.advance({ seconds: 59 });
    const retried = await rotate();
    cognito.clock.advance({ seconds: 1 });
    await expect(refresh()).rejects.toBeCognitoError(...REUSED);
    for (const good of [first, retried]) expect(await refresh(good)).toHaveProperty("RefreshToken");
  });

  test("gives tokens to one of two calls at once without a grace period, and to both with one", async () => {
    const strict = await givenSignIn(0);
    const outcomes = await Promise.allSettled([strict.refresh(), strict.refresh()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { name: REUSED[0] } });

    const lenient = await givenSignIn(10);
    const [left, right] = await Promise.all([lenient.rotate(), lenient.rotate()]);
    expect(left).not.toBe(right);
    for (const good of [left, right]) expect(await lenient.refresh(good)).toHaveProperty("RefreshToken");
  });

  test("of many tokens that one old token was turned into, forgets that one first and those that came of it last", async () => {
    const { refresh, rotate } = await givenSignIn(60);
    const first = await rotate();
    const others: string[] = [];
    for (let times = 0; times < MAX_LIVE_REFRESH_TOKENS; times++) others.push(await rotate(first));
    await expect(refresh(first)).rejects.toBeCognitoError(...REUSED);
    for (const good of [others[0], others.at(-1)]) expect(await refresh(good)).toHaveProperty("RefreshToken");
  });

  test("judges the old token by the grace period of the time at which it was used", async () => {
    const { cognito, UserPoolId, ClientId, refresh, rotate } = await givenSignIn(60);
    const second = await rotate();
    const stricter = { Feature: "ENABLED", RetryGracePeriodSeconds: 0 } as const;
    await cognito.send("UpdateUserPoolClient", {
      UserPoolId,
      ClientId,
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: stricter,
    });
    expect(await refresh()).toHaveProperty("RefreshToken");
    await rotate(second);
    await expect(refresh(second)).rejects.toBeCognitoError(...REUSED);
  });

  test("leaves the rest of the sign-in alive where a dead token is used again", async () => {
    const { cognito, tokens, refresh, rotate } = await givenSignIn(0);
    const second = await rotate();
    await expect(refresh()).rejects.toBeCognitoError(...REUSED);
    await cognito.send("GetUser", { AccessToken: tokens.AccessToken });
    expect(await refresh(second)).toHaveProperty("RefreshToken");
  });

  test("begins to rotate, with the token of before, where the client takes rotation up", async () => {
    const { cognito, UserPoolId, ClientId, refresh, rotate } = await givenSignIn("no rotation");
    await cognito.send("UpdateUserPoolClient", {
      UserPoolId,
      ClientId,
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
    });
    const second = await rotate();
    expect(second).not.toBe("");
    await expect(refresh()).rejects.toBeCognitoError(...REUSED);
    expect(await refresh(second)).toHaveProperty("RefreshToken");
  });

  test("leaves a rotated token what remains of the life of the first", async () => {
    const { cognito, refresh, rotate } = await givenSignIn();
    cognito.clock.advance({ days: 29 });
    const second = await rotate();
    cognito.clock.advance({ hours: 23 });
    const third = await rotate(second);
    cognito.clock.advance({ hours: 1 });
    await expect(refresh(third)).rejects.toBeCognitoError("NotAuthorizedException", "Refresh Token has expired");
  });

  test("refuses garbage and another client's token", async () => {
    const { cognito, UserPoolId, tokens, refresh } = await givenSignIn();
    const other = await cognito.givenUserPoolClient({ UserPoolId });
    const refusal = ["NotAuthorizedException", "Invalid Refresh Token."] as const;
    await expect(refresh("garbage")).rejects.toBeCognitoError(...refusal);
    await expect(refresh(`${tokens.RefreshToken}A`)).rejects.toBeCognitoError(...refusal);
    await expect(refresh(tokens.RefreshToken, other.ClientId)).rejects.toBeCognitoError(...refusal);
  });

  test("refuses a token that breaks the pattern", async () => {
    const { refresh } = await givenSignIn();
    await expect(refresh("not a token")).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value at 'refreshToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9-_=.]+",
    );
  });

  test("refuses a revoked sign-in, rotated or not", async () => {
    const { cognito, ClientId, tokens, refresh, rotate } = await givenSignIn(60);
    const second = await rotate();
    await cognito.send("RevokeToken", { ClientId, Token: second });
    for (const token of [tokens.RefreshToken, second]) {
      await expect(refresh(token)).rejects.toBeCognitoError("NotAuthorizedException", "Refresh Token has been revoked");
    }
  });

  test("refuses a user who has been disabled or deleted", async () => {
    const { cognito, UserPoolId, refresh } = await givenSignIn();
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(refresh()).rejects.toBeCognitoError("NotAuthorizedException", "Refresh Token has been revoked");
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    await expect(refresh()).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });

  test("refuses an unknown client", async () => {
    const { refresh, tokens } = await givenSignIn();
    await expect(refresh(tokens.RefreshToken, "nobodysclient")).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool client nobodysclient does not exist.",
    );
  });

  test("asks for the client's secret itself, not for a hash", async () => {
    const cognito = await startCognito();
    const ClientSecret = "a-secret-of-our-own-choice".replaceAll("-", "_");
    const { ClientId, UserPoolId } = await cognito.givenUserPoolClient({ ClientSecret });
    const open = await cognito.givenUserPoolClient({ UserPoolId });
    const call = (client: string, secret: string | undefined) =>
      cognito.send("GetTokensFromRefreshToken", { ClientId: client, ClientSecret: secret, RefreshToken: "garbage" });
    for (const secret of [undefined, `${ClientSecret}x`]) {
      await expect(call(ClientId, secret)).rejects.toBeCognitoError(
        "NotAuthorizedException",
        `Unable to verify client secret for client ${ClientId}`,
      );
    }
    await expect(call(ClientId, ClientSecret)).rejects.toThrow("Invalid Refresh Token.");
    await expect(call(open.ClientId, ClientSecret)).rejects.toThrow("Unable to verify client secret");
  });
});
