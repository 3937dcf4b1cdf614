import { describe, expect, test } from "vitest";
import { givenDevicePool } from "../../testing/given-device.ts";

const UNKNOWN = ["ResourceNotFoundException", "Device does not exist."] as const;
const NOBODYS = "us-east-1_3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60";
const Username = "alice";

describe("AdminGetDevice", () => {
  test("shows a device as an administrator sees it, remembered or not", async () => {
    const { cognito, UserPoolId, givenDevice } = await givenDevicePool({
      pool: { DeviceConfiguration: { DeviceOnlyRememberedOnUserPrompt: true } },
    });
    const { device } = await givenDevice("laptop");
    expect(await cognito.send("AdminGetDevice", { UserPoolId, Username, DeviceKey: device.key })).toEqual({
      Device: {
        DeviceKey: device.key,
        DeviceAttributes: [
          { Name: "device_status", Value: "valid" },
          { Name: "device_name", Value: "laptop" },
          {
            Name: "dev:device_arn",
            Value: `arn:aws:cognito-idp:us-east-1:000000000000:owner/alice.${UserPoolId}/device/${device.key}`,
          },
          { Name: "dev:device_owner", Value: `alice.${UserPoolId}` },
          { Name: "dev:device_remembered_status", Value: "not_remembered" },
          { Name: "dev:device_sdk", Value: "aws-sdk-unknown-unknown" },
        ],
        DeviceCreateDate: 1767225600,
        DeviceLastModifiedDate: 1767225600,
        DeviceLastAuthenticatedDate: 1767225600,
      },
    });
  });
});

describe("AdminListDevices", () => {
  test("lists every device of a user and none of others, page by page", async () => {
    const { cognito, UserPoolId, givenDevice } = await givenDevicePool();
    const keys: string[] = [];
    for (const name of ["laptop", "phone", "watch"]) {
      keys.push((await givenDevice(name)).device.key);
      cognito.clock.advance({ seconds: 1 });
    }
    await cognito.send("AdminUpdateDeviceStatus", {
      UserPoolId,
      Username,
      DeviceKey: keys[1] ?? "",
      DeviceRememberedStatus: "not_remembered",
    });
    const first = await cognito.send("AdminListDevices", { UserPoolId, Username, Limit: 2 });
    const { PaginationToken } = first;
    const second = await cognito.send("AdminListDevices", { UserPoolId, Username, Limit: 2, PaginationToken });
    expect([...(first.Devices ?? []), ...(second.Devices ?? [])].map(({ DeviceKey }) => DeviceKey)).toEqual(keys);
    expect(second).not.toHaveProperty("PaginationToken", expect.any(String));
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    expect(await cognito.send("AdminListDevices", { UserPoolId, Username: "bob" })).toEqual({ Devices: [] });
    await expect(cognito.send("AdminListDevices", { UserPoolId, Username: "bob", PaginationToken })).rejects.toThrow(
      "is invalid for request",
    );
  });
});

describe("AdminUpdateDeviceStatus", () => {
  test("answers {}, and does what it says", async () => {
    const { cognito, UserPoolId, givenDevice } = await givenDevicePool();
    const { device, AccessToken } = await givenDevice();
    const request = { UserPoolId, Username, DeviceKey: device.key } as const;
    const remembered = async () => (await cognito.send("ListDevices", { AccessToken })).Devices?.length === 1;
    expect(await cognito.send("AdminUpdateDeviceStatus", request)).toEqual({});
    expect(await remembered()).toBe(true);
    await cognito.send("AdminUpdateDeviceStatus", { ...request, DeviceRememberedStatus: "not_remembered" });
    expect(await remembered()).toBe(false);
    await cognito.send("AdminUpdateDeviceStatus", { ...request, DeviceRememberedStatus: "remembered" });
    expect(await remembered()).toBe(true);
  });
});

describe("AdminForgetDevice", () => {
  test("answers nothing, and the device is gone for good", async () => {
    const { cognito, UserPoolId, givenDevice } = await givenDevicePool();
    const { device } = await givenDevice();
    const request = { UserPoolId, Username, DeviceKey: device.key } as const;
    expect(await cognito.send("AdminForgetDevice", request)).toBeUndefined();
    await expect(cognito.send("AdminGetDevice", request)).rejects.toBeCognitoError(...UNKNOWN);
    await expect(cognito.send("AdminForgetDevice", request)).rejects.toBeCognitoError(...UNKNOWN);
  });
});

describe.each(["AdminGetDevice", "AdminForgetDevice", "AdminUpdateDeviceStatus"] as const)("%s", (operation) => {
  test("knows no device that nobody has, or somebody else", async () => {
    const { cognito, UserPoolId, givenDevice } = await givenDevicePool();
    const { device } = await givenDevice();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    for (const DeviceKey of [NOBODYS, device.key]) {
      await expect(cognito.send(operation, { UserPoolId, Username: "bob", DeviceKey })).rejects.toBeCognitoError(
        ...UNKNOWN,
      );
    }
  });

  test("knows no user who does not exist", async () => {
    const { cognito, UserPoolId } = await givenDevicePool();
    await expect(
      cognito.send(operation, { UserPoolId, Username: "nobody", DeviceKey: NOBODYS }),
    ).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });
});
