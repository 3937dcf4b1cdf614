import { generateSigningKey, readJwt, signJwt } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";
import { signingKeys } from "./signing-keys.collection.ts";

async function givenSignIn(options: Parameters<typeof startCognito>[0] = {}) {
  const cognito = await startCognito(options);
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
  const tokens = await cognito.givenTokens({ ClientId, Username: "alice" });
  const claims = readJwt(tokens.AccessToken)?.claims ?? {};
  const getUser = (AccessToken: string) => cognito.send("GetUser", { AccessToken });
  /** A token of the pool's own making, as the sign-in's but for these claims. */
  const forged = async (changes: Record<string, unknown>, use: "access" | "id" = "access", pool = UserPoolId) => {
    const key = await cognito.store.get(signingKeys, [pool, use]);
    if (!key) throw new Error("the pool has no key");
    return signJwt({ ...claims, ...changes }, key);
  };
  return { cognito, UserPoolId, ClientId, tokens, claims, getUser, forged };
}

const INVALID = ["NotAuthorizedException", "Invalid Access Token"] as const;
const UNVERIFIABLE = ["NotAuthorizedException", "Could not verify signature for Access Token"] as const;
const REVOKED = ["NotAuthorizedException", "Access Token has been revoked"] as const;

describe("An operation with an access token", () => {
  test("takes one whatever host name stands in its issuer", async () => {
    const { getUser, forged, UserPoolId } = await givenSignIn();
    const elsewhere = await forged({ iss: `https://cognito-idp.us-east-1.amazonaws.com/${UserPoolId}` });
    expect(await getUser(elsewhere)).toMatchObject({ Username: "alice" });
  });

  test("refuses what is no access token", async () => {
    const { getUser, tokens, forged } = await givenSignIn();
    for (const token of ["garbage", "a.b.c", tokens.IdToken, tokens.RefreshToken]) {
      await expect(getUser(token)).rejects.toBeCognitoError(...INVALID);
    }
    for (const missing of ["sub", "event_id", "client_id"]) {
      await expect(getUser(await forged({ [missing]: undefined }))).rejects.toBeCognitoError(...INVALID);
    }
  });

  test("takes no other kind of token, though its pool has signed it with the right key", async () => {
    const { getUser, forged } = await givenSignIn();
    for (const kind of ["id", "refresh", "", undefined, ["access"]]) {
      await expect(getUser(await forged({ token_use: kind }))).rejects.toBeCognitoError(...INVALID);
    }
  });

  test("takes no token whose claims do not belong together", async () => {
    const { cognito, getUser, forged, UserPoolId } = await givenSignIn();
    const { ClientId: otherClient } = await cognito.givenUserPoolClient({ UserPoolId });
    const { ClientId: clientElsewhere } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const bobs = await cognito.givenTokens({ ClientId: otherClient, Username: "bob" });
    const { sub, event_id } = readJwt(bobs.AccessToken)?.claims ?? {};
    for (const changes of [{ client_id: otherClient }, { client_id: clientElsewhere }, { sub }, { event_id }]) {
      await expect(getUser(await forged(changes))).rejects.toBeCognitoError(...INVALID);
    }
  });

  test("refuses the tokens of a client that was deleted, and of a pool that was", async () => {
    const { cognito, getUser, tokens, UserPoolId, ClientId } = await givenSignIn();
    await cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId });
    await cognito.givenUserPoolClient({ UserPoolId });
    await expect(getUser(tokens.AccessToken)).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      `User pool client ${ClientId} does not exist.`,
    );
    await cognito.send("DeleteUserPool", { UserPoolId });
    await cognito.givenUserPool();
    await expect(getUser(tokens.AccessToken)).rejects.toBeCognitoError(...UNVERIFIABLE);
  });

  test("refuses characters that no token has", async () => {
    const { getUser } = await givenSignIn();
    await expect(getUser("not a token")).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value at 'accessToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9-_=.]+",
    );
  });

  test("refuses a token that its pool has not signed", async () => {
    // Other tests share keys among pools.
    const { cognito, getUser, tokens, forged, UserPoolId } = await givenSignIn({ generateSigningKey });
    const [header, payload, signature = ""] = tokens.AccessToken.split(".");
    const last = signature.at(-2) === "A" ? "B" : "A";
    const badSignature = `${header}.${payload}.${signature.slice(0, -2)}${last}${signature.at(-1)}`;
    await expect(getUser(badSignature)).rejects.toBeCognitoError(...UNVERIFIABLE);

    const { UserPoolId: otherPool } = await cognito.givenUserPool();
    await expect(getUser(await forged({}, "id"))).rejects.toBeCognitoError(...UNVERIFIABLE);
    await expect(getUser(await forged({ iss: `http://localhost/${otherPool}` }))).rejects.toBeCognitoError(
      ...UNVERIFIABLE,
    );
    for (const iss of [undefined, "", "us-east-1_nothing", 7, `${UserPoolId}/`]) {
      await expect(getUser(await forged({ iss }))).rejects.toBeCognitoError(...UNVERIFIABLE);
    }
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    await expect(getUser(unsigned)).rejects.toBeCognitoError(...UNVERIFIABLE);
  });

  test("refuses an expired token, also where it is revoked", async () => {
    const { cognito, getUser, tokens, ClientId, forged } = await givenSignIn();
    cognito.clock.advance({ hours: 1, milliseconds: -1 });
    expect(await getUser(tokens.AccessToken)).toMatchObject({ Username: "alice" });
    cognito.clock.advance({ milliseconds: 1 });
    await cognito.send("RevokeToken", { ClientId, Token: tokens.RefreshToken });
    await expect(getUser(tokens.AccessToken)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has expired",
    );
    await expect(getUser(await forged({ exp: undefined }))).rejects.toThrow("Access Token has expired");
  });

  test("refuses a revoked token, also where it lacks the scope", async () => {
    const { cognito, getUser, tokens, ClientId, forged } = await givenSignIn();
    await cognito.send("RevokeToken", { ClientId, Token: tokens.RefreshToken });
    await expect(getUser(tokens.AccessToken)).rejects.toBeCognitoError(...REVOKED);
    await expect(getUser(await forged({ scope: "openid" }))).rejects.toBeCognitoError(...REVOKED);
  });

  test("keeps a token revoked when its client turns revocation off", async () => {
    const { cognito, getUser, tokens, UserPoolId, ClientId } = await givenSignIn();
    await cognito.send("RevokeToken", { ClientId, Token: tokens.RefreshToken });
    await cognito.send("UpdateUserPoolClient", { UserPoolId, ClientId, EnableTokenRevocation: false });
    await expect(getUser(tokens.AccessToken)).rejects.toBeCognitoError(...REVOKED);
  });

  test.each(["openid email", "", "aws.cognito.signin.user.administrator"])("refuses the scope %o", async (scope) => {
    const { getUser, forged } = await givenSignIn();
    await expect(getUser(await forged({ scope }))).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token does not have required scopes",
    );
    expect(await getUser(await forged({ scope: `${scope} aws.cognito.signin.user.admin` }))).toHaveProperty("Username");
  });

  test("refuses a user who has been disabled or deleted", async () => {
    const { cognito, UserPoolId, getUser, tokens } = await givenSignIn();
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(getUser(tokens.AccessToken)).rejects.toBeCognitoError(...REVOKED);
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    await expect(getUser(tokens.AccessToken)).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });
});
