import type { CreateUserPoolClientRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { createClient } from "../../testing/create-client.ts";
import { startCognito } from "../../testing/start-cognito.ts";

describe("the token validity of a client", () => {
  test("fills the other units in as soon as one is given", async () => {
    const client = await createClient({ TokenValidityUnits: { AccessToken: "days" } });
    expect(client?.TokenValidityUnits).toEqual({ AccessToken: "days", IdToken: "hours", RefreshToken: "days" });
  });

  test("is 30 days for a refresh token of 0, whatever the unit", async () => {
    expect((await createClient({ RefreshTokenValidity: 0 }))?.RefreshTokenValidity).toBe(30);
    const inHours = await createClient({ RefreshTokenValidity: 0, TokenValidityUnits: { RefreshToken: "hours" } });
    expect(inHours?.RefreshTokenValidity).toBe(720);
  });

  test.for<Partial<CreateUserPoolClientRequest>>([
    { AccessTokenValidity: 299, TokenValidityUnits: { AccessToken: "seconds" } },
    { AccessTokenValidity: 25 },
    { IdTokenValidity: 4, TokenValidityUnits: { IdToken: "minutes" } },
    { IdTokenValidity: 2, TokenValidityUnits: { IdToken: "days" } },
    { RefreshTokenValidity: 3599, TokenValidityUnits: { RefreshToken: "seconds" } },
    { RefreshTokenValidity: 3651 },
  ])("is refused out of range: %o", async (settings) => {
    await expect(createClient(settings)).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Invalid range for token validity.",
    );
  });

  test.for<Partial<CreateUserPoolClientRequest>>([
    { AccessTokenValidity: 300, TokenValidityUnits: { AccessToken: "seconds" } },
    { IdTokenValidity: 1, TokenValidityUnits: { IdToken: "days" } },
    {
      AccessTokenValidity: 1,
      IdTokenValidity: 1,
      RefreshTokenValidity: 60,
      TokenValidityUnits: { RefreshToken: "minutes" },
    },
    { RefreshTokenValidity: 3650 },
  ])("is accepted at the edge: %o", async (settings) => {
    expect(await createClient(settings)).toMatchObject(
      settings.TokenValidityUnits ? { TokenValidityUnits: settings.TokenValidityUnits } : settings,
    );
  });

  test.for<Partial<CreateUserPoolClientRequest>>([{ AccessTokenValidity: 5 }, { IdTokenValidity: 5 }])(
    "is refused where it outlasts the refresh token: %o",
    async (settings) => {
      const refresh = { RefreshTokenValidity: 4, TokenValidityUnits: { RefreshToken: "hours" } } as const;
      await expect(createClient({ ...refresh, ...settings })).rejects.toBeCognitoError(
        "InvalidParameterException",
        "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
      );
    },
  );

  test("decides how long tokens last", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient({
      AccessTokenValidity: 5,
      TokenValidityUnits: { AccessToken: "minutes" },
    });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    cognito.clock.advance({ seconds: 299 });
    await cognito.send("GetUser", { AccessToken });
    cognito.clock.advance({ seconds: 1 });
    await expect(cognito.send("GetUser", { AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has expired",
    );
  });
});
