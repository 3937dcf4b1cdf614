import { describe, expect, test } from "vitest";
import { givenDevicePool } from "../../testing/given-device.ts";

const INVALID = ["NotAuthorizedException", "Invalid Refresh Token."] as const;

/** A pool that remembers devices, and alice's tokens of a device that she has confirmed. */
async function givenTokensOfDevice(by: "REFRESH_TOKEN_AUTH" | "GetTokensFromRefreshToken" | "rotation") {
  const client =
    by === "rotation"
      ? ({
          ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
          RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
        } as const)
      : {};
  const pool = await givenDevicePool({ client });
  const { cognito, ClientId } = pool;
  const { device, AccessToken, RefreshToken } = await pool.givenDevice();
  const refresh = async (DeviceKey: string | undefined, token = RefreshToken) => {
    const { AuthenticationResult } = await (by === "REFRESH_TOKEN_AUTH"
      ? cognito.send("InitiateAuth", {
          AuthFlow: by,
          ClientId,
          AuthParameters: { REFRESH_TOKEN: token, ...(DeviceKey === undefined ? {} : { DEVICE_KEY: DeviceKey }) },
        })
      : cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken: token, DeviceKey }));
    return AuthenticationResult;
  };
  return { ...pool, device, AccessToken, RefreshToken, refresh };
}

describe.each(["REFRESH_TOKEN_AUTH", "GetTokensFromRefreshToken", "rotation"] as const)("A refresh by %s", (by) => {
  test("on the device of the sign-in gets tokens, and no other device", async () => {
    const { device, refresh } = await givenTokensOfDevice(by);
    const renewed = await refresh(device.key);
    expect(renewed).toHaveProperty("AccessToken");
    expect(renewed).not.toHaveProperty("NewDeviceMetadata");
    expect(renewed?.RefreshToken !== undefined).toBe(by === "rotation");
  });

  test("without the key of the device, or with another, is refused and leaves the token good", async () => {
    const { device, refresh, signIn } = await givenTokensOfDevice(by);
    const other = (await signIn()).AuthenticationResult?.NewDeviceMetadata?.DeviceKey;
    for (const key of [undefined, other]) await expect(refresh(key)).rejects.toBeCognitoError(...INVALID);
    expect(await refresh(device.key)).toHaveProperty("AccessToken");
  });

  test("on a device that was never confirmed is refused", async () => {
    const { refresh, signIn } = await givenTokensOfDevice(by);
    const { AuthenticationResult: unconfirmed } = await signIn();
    const key = unconfirmed?.NewDeviceMetadata?.DeviceKey;
    await expect(refresh(key, unconfirmed?.RefreshToken)).rejects.toBeCognitoError(...INVALID);
  });

  test("on a device that was forgotten is refused", async () => {
    const { cognito, device, AccessToken, refresh } = await givenTokensOfDevice(by);
    await cognito.send("ForgetDevice", { AccessToken, DeviceKey: device.key });
    await expect(refresh(device.key)).rejects.toBeCognitoError(...INVALID);
  });

  test("asks for no device any more where the pool has given them up", async () => {
    const { cognito, UserPoolId, refresh } = await givenTokensOfDevice(by);
    await cognito.send("UpdateUserPool", { UserPoolId });
    expect(await refresh(undefined)).toHaveProperty("AccessToken");
  });
});
