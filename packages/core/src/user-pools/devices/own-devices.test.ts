import { describe, expect, test } from "vitest";
import { givenDevicePool } from "../../testing/given-device.ts";

const UNKNOWN = ["ResourceNotFoundException", "Device does not exist."] as const;
const OPT_IN = { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true } as const;
const NOBODYS = "us-east-1_3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60";

describe("GetDevice", () => {
  test("shows a device as its user sees it", async () => {
    const { cognito, givenDevice } = await givenDevicePool();
    const { device, AccessToken } = await givenDevice("laptop");
    expect(await cognito.send("GetDevice", { AccessToken, DeviceKey: device.key })).toEqual({
      Device: {
        DeviceKey: device.key,
        DeviceAttributes: [
          { Name: "device_status", Value: "valid" },
          { Name: "device_name", Value: "laptop" },
        ],
        DeviceCreateDate: 1767225600,
        DeviceLastModifiedDate: 1767225600,
        DeviceLastAuthenticatedDate: 1767225600,
      },
    });
  });

  test("tells milliseconds of its changes, and whole seconds of its sign-ins", async () => {
    const { cognito, givenDevice, signIn, authenticate } = await givenDevicePool();
    cognito.clock.advance({ milliseconds: 250 });
    const { device, AccessToken } = await givenDevice();
    cognito.clock.advance({ seconds: 10, milliseconds: 500 });
    await authenticate(await signIn({ DEVICE_KEY: device.key }), device);
    cognito.clock.advance({ seconds: 10 });
    await cognito.send("UpdateDeviceStatus", {
      AccessToken,
      DeviceKey: device.key,
      DeviceRememberedStatus: "remembered",
    });
    const { Device } = await cognito.send("GetDevice", { AccessToken, DeviceKey: device.key });
    expect(Device).toMatchObject({
      DeviceCreateDate: 1767225600.25,
      DeviceLastModifiedDate: 1767225620.75,
      DeviceLastAuthenticatedDate: 1767225610,
    });
  });
});

describe("ListDevices", () => {
  test("lists the devices that are remembered, page by page", async () => {
    const { cognito, givenDevice } = await givenDevicePool();
    const keys: string[] = [];
    for (const name of ["laptop", "phone", "watch"]) {
      keys.push((await givenDevice(name)).device.key);
      cognito.clock.advance({ seconds: 1 });
    }
    const { AccessToken } = await givenDevice("tablet");
    const listed: (string | undefined)[] = [];
    let PaginationToken: string | undefined;
    do {
      const page = await cognito.send("ListDevices", { AccessToken, Limit: 2, PaginationToken });
      expect(page.Devices).toHaveLength(2);
      listed.push(...(page.Devices ?? []).map(({ DeviceKey }) => DeviceKey));
      PaginationToken = page.PaginationToken;
    } while (PaginationToken !== undefined);
    expect(listed.slice(0, 3)).toEqual(keys);
    expect(listed).toHaveLength(4);
    for (const Limit of [undefined, 0]) {
      expect((await cognito.send("ListDevices", { AccessToken, Limit })).Devices).toHaveLength(4);
    }
  });

  test("lists no device that is not remembered, or is another user's", async () => {
    const { cognito, UserPoolId, ClientId, givenDevice } = await givenDevicePool({
      pool: { DeviceConfiguration: OPT_IN },
    });
    const { device, AccessToken } = await givenDevice();
    const list = async (token: string) => (await cognito.send("ListDevices", { AccessToken: token })).Devices;
    expect(await list(AccessToken)).toEqual([]);
    const status = { AccessToken, DeviceKey: device.key } as const;
    await cognito.send("UpdateDeviceStatus", { ...status, DeviceRememberedStatus: "remembered" });
    expect(await list(AccessToken)).toMatchObject([{ DeviceKey: device.key }]);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const bob = await cognito.givenTokens({ ClientId, Username: "bob" });
    expect(await list(bob.AccessToken)).toEqual([]);
    await cognito.send("UpdateDeviceStatus", { ...status, DeviceRememberedStatus: "not_remembered" });
    expect(await list(AccessToken)).toEqual([]);
  });

  test("refuses a token of another list", async () => {
    const { cognito, UserPoolId, givenDevice } = await givenDevicePool();
    const { AccessToken } = await givenDevice();
    await givenDevice();
    const { PaginationToken } = await cognito.send("AdminListDevices", { UserPoolId, Username: "alice", Limit: 1 });
    await expect(cognito.send("ListDevices", { AccessToken, PaginationToken })).rejects.toThrow(
      `Paging marker ${PaginationToken} is invalid for request`,
    );
  });

  test("refuses a limit out of range", async () => {
    const { cognito, givenDevice } = await givenDevicePool();
    const { AccessToken } = await givenDevice();
    await expect(cognito.send("ListDevices", { AccessToken, Limit: 61 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
    );
  });
});

describe("UpdateDeviceStatus", () => {
  test("answers {}, and changes nothing without a status", async () => {
    const { cognito, givenDevice } = await givenDevicePool();
    const { device, AccessToken } = await givenDevice();
    const DeviceKey = device.key;
    expect(await cognito.send("UpdateDeviceStatus", { AccessToken, DeviceKey })).toEqual({});
    expect((await cognito.send("ListDevices", { AccessToken })).Devices).toHaveLength(1);
  });

  test("hides a device that is not remembered any more, until it is again", async () => {
    const { cognito, givenDevice } = await givenDevicePool();
    const { device, AccessToken } = await givenDevice();
    const DeviceKey = device.key;
    const update = (DeviceRememberedStatus: "remembered" | "not_remembered") =>
      cognito.send("UpdateDeviceStatus", { AccessToken, DeviceKey, DeviceRememberedStatus });
    expect(await update("not_remembered")).toEqual({});
    await expect(cognito.send("GetDevice", { AccessToken, DeviceKey })).rejects.toBeCognitoError(...UNKNOWN);
    await update("remembered");
    expect(await cognito.send("GetDevice", { AccessToken, DeviceKey })).toHaveProperty("Device.DeviceKey", DeviceKey);
  });
});

describe("ForgetDevice", () => {
  test("answers nothing, and the device is gone for good", async () => {
    const { cognito, givenDevice } = await givenDevicePool();
    const { device, AccessToken } = await givenDevice();
    const DeviceKey = device.key;
    expect(await cognito.send("ForgetDevice", { AccessToken, DeviceKey })).toBeUndefined();
    expect((await cognito.send("ListDevices", { AccessToken })).Devices).toEqual([]);
    await expect(cognito.send("ForgetDevice", { AccessToken, DeviceKey })).rejects.toBeCognitoError(...UNKNOWN);
    await expect(
      cognito.send("UpdateDeviceStatus", { AccessToken, DeviceKey, DeviceRememberedStatus: "remembered" }),
    ).rejects.toBeCognitoError(...UNKNOWN);
  });

  test("forgets a device that is not remembered, too", async () => {
    const { cognito, givenDevice } = await givenDevicePool({ pool: { DeviceConfiguration: OPT_IN } });
    const { device, AccessToken } = await givenDevice();
    expect(await cognito.send("ForgetDevice", { AccessToken, DeviceKey: device.key })).toBeUndefined();
  });
});

describe.each(["GetDevice", "ForgetDevice", "UpdateDeviceStatus"] as const)("%s", (operation) => {
  test("knows no device that nobody has, or somebody else", async () => {
    const { cognito, UserPoolId, ClientId, givenDevice } = await givenDevicePool();
    const { device } = await givenDevice();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "bob" });
    for (const DeviceKey of [NOBODYS, device.key]) {
      await expect(cognito.send(operation, { AccessToken, DeviceKey })).rejects.toBeCognitoError(...UNKNOWN);
    }
  });

  test("refuses what is no access token", async () => {
    const { cognito } = await givenDevicePool();
    await expect(cognito.send(operation, { AccessToken: "nonsense", DeviceKey: NOBODYS })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid Access Token",
    );
  });
});

describe.each(["GetDevice", "ForgetDevice"] as const)("%s", (operation) => {
  test("asks for the access token that the service model lets it do without", async () => {
    const { cognito } = await givenDevicePool();
    await expect(cognito.send(operation, { DeviceKey: NOBODYS })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Missing required parameter AccessToken",
    );
  });
});
