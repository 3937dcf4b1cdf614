import { describe, expect, test } from "vitest";
import { startCognito } from "../testing/start-cognito.ts";

describe("The discovery document", () => {
  test("has the members that AWS serves, in AWS's order, and its endpoints below the issuer", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const here = `https://cognito.test/${UserPoolId}`;
    const document = JSON.parse((await cognito.openIdConfiguration(UserPoolId, "https://cognito.test")) ?? "");
    expect(Object.entries(document)).toEqual([
      ["authorization_endpoint", `${here}/oauth2/authorize`],
      ["end_session_endpoint", `${here}/logout`],
      ["id_token_signing_alg_values_supported", ["RS256"]],
      ["issuer", here],
      ["jwks_uri", `${here}/.well-known/jwks.json`],
      ["response_types_supported", ["code", "token"]],
      ["revocation_endpoint", `${here}/oauth2/revoke`],
      ["scopes_supported", ["openid", "email", "phone", "profile"]],
      ["subject_types_supported", ["public"]],
      ["token_endpoint", `${here}/oauth2/token`],
      ["token_endpoint_auth_methods_supported", ["client_secret_basic", "client_secret_post"]],
      ["userinfo_endpoint", `${here}/oauth2/userInfo`],
    ]);
  });

  test("names the issuer that the tokens have, and the address where the keys are", async () => {
    const cognito = await startCognito({ issuer: "aws" });
    const { UserPoolId } = await cognito.givenUserPool();
    expect(JSON.parse((await cognito.openIdConfiguration(UserPoolId, "http://localhost:4566")) ?? "")).toMatchObject({
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`,
      jwks_uri: `http://localhost:4566/${UserPoolId}/.well-known/jwks.json`,
    });
  });

  test("exists only for pools that do, as do the keys", async () => {
    const cognito = await startCognito();
    expect(await cognito.openIdConfiguration("us-east-1_nothing", "http://localhost:4566")).toBeUndefined();
    expect(await cognito.jwks("us-east-1_nothing")).toBeUndefined();
  });
});

describe("The key set", () => {
  test("has two RSA keys, their members as AWS writes them, and nothing secret", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const { keys } = JSON.parse((await cognito.jwks(UserPoolId)) ?? "");
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(Object.entries(key)).toEqual([
        ["alg", "RS256"],
        ["e", "AQAB"],
        ["kid", expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/)],
        ["kty", "RSA"],
        ["n", expect.stringMatching(/^[\w-]{342}$/)],
        ["use", "sig"],
      ]);
    }
  });
});
