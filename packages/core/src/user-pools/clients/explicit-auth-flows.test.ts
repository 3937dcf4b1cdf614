import { describe, expect, test } from "vitest";
import { createClient } from "../../testing/create-client.ts";

describe("the explicit auth flows of a client", () => {
  test("are named in the old way or in the new one", async () => {
    await expect(
      createClient({ ExplicitAuthFlows: ["USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    );
    const legacy = await createClient({ ExplicitAuthFlows: ["USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] });
    expect(legacy?.ExplicitAuthFlows).toEqual(["ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"]);
  });

  test("may do without ALLOW_REFRESH_TOKEN_AUTH", async () => {
    const client = await createClient({ ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] });
    expect(client?.ExplicitAuthFlows).toEqual(["ALLOW_USER_SRP_AUTH"]);
  });

  test("must do without ALLOW_REFRESH_TOKEN_AUTH where refresh tokens are rotated", async () => {
    await expect(
      createClient({
        ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED" },
      }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "ALLOW_REFRESH_TOKEN_AUTH cannot be used when refresh token rotation is enabled.",
    );
    const withoutRotation = await createClient({
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      RefreshTokenRotation: { Feature: "DISABLED" },
    });
    expect(withoutRotation?.RefreshTokenRotation?.Feature).toBe("DISABLED");
  });

  test("have ALLOW_CLIENT_TOKEN_AUTH alone, on a client with a secret", async () => {
    await expect(
      createClient({ GenerateSecret: true, ExplicitAuthFlows: ["ALLOW_CLIENT_TOKEN_AUTH", "ALLOW_USER_AUTH"] }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "ALLOW_CLIENT_TOKEN_AUTH cannot be used with other auth flow names.",
    );
    await expect(createClient({ ExplicitAuthFlows: ["ALLOW_CLIENT_TOKEN_AUTH"] })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "ALLOW_CLIENT_TOKEN_AUTH cannot be used if client does not have a client secret.",
    );
    const client = await createClient({ GenerateSecret: true, ExplicitAuthFlows: ["ALLOW_CLIENT_TOKEN_AUTH"] });
    expect(client?.ExplicitAuthFlows).toEqual(["ALLOW_CLIENT_TOKEN_AUTH"]);
  });
});

describe("the rotation of a client's refresh tokens", () => {
  test("has no grace period unless one is asked for", async () => {
    const rotation = (await createClient({ RefreshTokenRotation: { Feature: "ENABLED" } }))?.RefreshTokenRotation;
    expect(rotation).toEqual({ Feature: "ENABLED", RetryGracePeriodSeconds: 0 });
    const patient = { Feature: "ENABLED", RetryGracePeriodSeconds: 60 } as const;
    expect((await createClient({ RefreshTokenRotation: patient }))?.RefreshTokenRotation).toEqual(patient);
  });
});
