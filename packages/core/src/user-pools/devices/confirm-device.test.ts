import { describe, expect, test } from "vitest";
import { deviceVerifierOf, givenDevicePool, newDevice } from "../../testing/given-device.ts";
import { findDevice } from "./device.ts";
import { devices } from "./devices.collection.ts";

const INVALID_KEY = ["InvalidParameterException", "Invalid device key given."] as const;
const OPT_IN = { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true } as const;

describe("ConfirmDevice", () => {
  test.each([false, true])(
    "asks for the user's consent where devices are remembered on their word: %s",
    async (DeviceOnlyRememberedOnUserPrompt) => {
      const DeviceConfiguration = { DeviceOnlyRememberedOnUserPrompt };
      const { cognito, signIn } = await givenDevicePool({ pool: { DeviceConfiguration } });
      const signedIn = await signIn();
      const { AccessToken = "" } = signedIn.AuthenticationResult ?? {};
      const device = newDevice(signedIn);
      const DeviceSecretVerifierConfig = await deviceVerifierOf(device);
      expect(
        await cognito.send("ConfirmDevice", { AccessToken, DeviceKey: device.key, DeviceSecretVerifierConfig }),
      ).toEqual({ UserConfirmationNecessary: DeviceOnlyRememberedOnUserPrompt });
    },
  );

  test("remembers a device at once, or only once its user says so", async () => {
    for (const [DeviceConfiguration, status] of [
      [{}, "remembered"],
      [OPT_IN, "not_remembered"],
    ] as const) {
      const { cognito, UserPoolId, givenDevice } = await givenDevicePool({ pool: { DeviceConfiguration } });
      const { device } = await givenDevice();
      const { Device } = await cognito.send("AdminGetDevice", {
        UserPoolId,
        Username: "alice",
        DeviceKey: device.key,
      });
      expect(Device?.DeviceAttributes).toContainEqual({ Name: "dev:device_remembered_status", Value: status });
    }
  });

  test("refuses a key that the sign-in of the token has not been given", async () => {
    const { confirm, signIn, cognito, ClientId, UserPoolId } = await givenDevicePool();
    const [first, second] = [await signIn(), await signIn()];
    const { AccessToken = "" } = first.AuthenticationResult ?? {};
    await expect(confirm(AccessToken, newDevice(second))).rejects.toBeCognitoError(...INVALID_KEY);
    await expect(
      confirm(AccessToken, { ...newDevice(first), key: "us-east-1_3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60" }),
    ).rejects.toBeCognitoError(...INVALID_KEY);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const bob = await cognito.givenTokens({ ClientId, Username: "bob" });
    await expect(confirm(bob.AccessToken, newDevice(first))).rejects.toBeCognitoError(...INVALID_KEY);
    const { Devices } = await cognito.send("AdminListDevices", { UserPoolId, Username: "alice" });
    expect(Devices).toEqual([]);
    expect(await confirm(AccessToken, newDevice(first))).toBe(false);
  });

  test("refuses every key in a pool that does not remember devices, or does not any more", async () => {
    const { cognito, UserPoolId, confirm, signIn } = await givenDevicePool();
    const signedIn = await signIn();
    const { AccessToken = "" } = signedIn.AuthenticationResult ?? {};
    await cognito.send("UpdateUserPool", { UserPoolId });
    await expect(confirm(AccessToken, newDevice(signedIn))).rejects.toBeCognitoError(...INVALID_KEY);
  });

  test("refuses a device that has been confirmed before, and leaves it as it was", async () => {
    const { cognito, confirm, givenDevice, signIn, authenticate } = await givenDevicePool();
    const { device, AccessToken } = await givenDevice("laptop");
    const exists = ["DeviceKeyExistsException", "Device key already exists."] as const;
    const changed = { ...device, password: "another password" };
    await expect(confirm(AccessToken, changed, "phone")).rejects.toBeCognitoError(...exists);
    const again = await authenticate(await signIn({ DEVICE_KEY: device.key }), device);
    await expect(confirm(again.AuthenticationResult?.AccessToken ?? "", changed, "phone")).rejects.toBeCognitoError(
      ...exists,
    );
    const { Device } = await cognito.send("GetDevice", { AccessToken, DeviceKey: device.key });
    expect(Device?.DeviceAttributes).toContainEqual({ Name: "device_name", Value: "laptop" });
  });

  test("confirms a device once, however often it is asked to at the same time", async () => {
    const { confirm, signIn } = await givenDevicePool();
    const signedIn = await signIn();
    const { AccessToken = "" } = signedIn.AuthenticationResult ?? {};
    const device = newDevice(signedIn);
    const confirmed = await Promise.allSettled([1, 2, 3].map(() => confirm(AccessToken, device)));
    expect(confirmed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test.each([
    ["without a salt", { PasswordVerifier: "AQID" }],
    ["without a verifier", { Salt: "AQID" }],
    ["that is no base64", { Salt: "AQID", PasswordVerifier: "?" }],
    ["of the number zero", { Salt: "AQID", PasswordVerifier: "AAAA" }],
  ])("refuses a verifier %s", async (_, DeviceSecretVerifierConfig) => {
    const { cognito, signIn } = await givenDevicePool();
    const signedIn = await signIn();
    const { AccessToken = "" } = signedIn.AuthenticationResult ?? {};
    const DeviceKey = newDevice(signedIn).key;
    await expect(
      cognito.send("ConfirmDevice", { AccessToken, DeviceKey, DeviceSecretVerifierConfig }),
    ).rejects.toBeCognitoError("InvalidParameterException", "Invalid device secret verifier config given.");
  });

  test("takes a device without a verifier, which is trusted with nothing", async () => {
    const { cognito, signIn } = await givenDevicePool();
    const signedIn = await signIn();
    const { AccessToken = "" } = signedIn.AuthenticationResult ?? {};
    const DEVICE_KEY = newDevice(signedIn).key;
    await cognito.send("ConfirmDevice", { AccessToken, DeviceKey: DEVICE_KEY });
    expect(await signIn({ DEVICE_KEY })).not.toHaveProperty("ChallengeName");
  });

  test("refuses what is no access token", async () => {
    const { confirm, signIn } = await givenDevicePool();
    await expect(confirm("nonsense", newDevice(await signIn()))).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid Access Token",
    );
  });

  test("refuses a key of another form, and a name that is too long", async () => {
    const { cognito, confirm, signIn } = await givenDevicePool();
    const signedIn = await signIn();
    const { AccessToken = "" } = signedIn.AuthenticationResult ?? {};
    await expect(cognito.send("ConfirmDevice", { AccessToken, DeviceKey: "my laptop" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value 'my laptop' at 'deviceKey' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-f-]+",
    );
    await expect(confirm(AccessToken, newDevice(signedIn), "x".repeat(1025))).rejects.toThrow(
      "at 'deviceName' failed to satisfy constraint: Member must have length less than or equal to 1024",
    );
  });

  test("leaves no device of a user who is deleted at the same time", async () => {
    const { cognito, UserPoolId, confirm, signIn } = await givenDevicePool();
    const signedIn = await signIn();
    const { AccessToken = "" } = signedIn.AuthenticationResult ?? {};
    const { UserAttributes } = await cognito.send("GetUser", { AccessToken });
    const owner = { userPoolId: UserPoolId, sub: UserAttributes?.[0]?.Value ?? "" };
    await Promise.allSettled([
      confirm(AccessToken, newDevice(signedIn)),
      cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" }),
    ]);
    expect(await findDevice(cognito, owner, newDevice(signedIn).key)).toBeUndefined();
  });
});

describe("Devices", () => {
  test("go with their user, and with their pool", async () => {
    const { cognito, UserPoolId, givenDevice } = await givenDevicePool();
    const left = async () => (await cognito.store.find(devices, "byUser", [UserPoolId], { limit: 10 })).documents;
    await givenDevice();
    await givenDevice();
    expect(await left()).toHaveLength(2);
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    expect(await left()).toEqual([]);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    expect(await cognito.send("AdminListDevices", { UserPoolId, Username: "alice" })).toEqual({ Devices: [] });
    await givenDevice();
    await cognito.send("DeleteUserPool", { UserPoolId });
    expect(await left()).toEqual([]);
  });
});
