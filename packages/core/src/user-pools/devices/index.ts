import type { UserPoolHandlers } from "../handlers.ts";
import { adminForgetDevice } from "./admin-forget-device.ts";
import { adminGetDevice } from "./admin-get-device.ts";
import { adminListDevices } from "./admin-list-devices.ts";
import { adminUpdateDeviceStatus } from "./admin-update-device-status.ts";
import { confirmDevice } from "./confirm-device.ts";
import { forgetDevice } from "./forget-device.ts";
import { getDevice } from "./get-device.ts";
import { listDevices } from "./list-devices.ts";
import { updateDeviceStatus } from "./update-device-status.ts";

/** Operations on the devices that users sign in on. */
export const deviceHandlers: UserPoolHandlers = {
  ConfirmDevice: confirmDevice,
  GetDevice: getDevice,
  ListDevices: listDevices,
  ForgetDevice: forgetDevice,
  UpdateDeviceStatus: updateDeviceStatus,
  AdminGetDevice: adminGetDevice,
  AdminListDevices: adminListDevices,
  AdminForgetDevice: adminForgetDevice,
  AdminUpdateDeviceStatus: adminUpdateDeviceStatus,
};
