import type { AdminUpdateDeviceStatusRequest, AdminUpdateDeviceStatusResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { setDeviceStatus } from "./device-status.ts";
import { requireDevice } from "./device.ts";

/**
 * Remembers a device of a user, or ceases to.
 *
 * @throws ResourceNotFoundException no such pool; `Device does not exist.`
 * @throws UserNotFoundException `User does not exist.`
 * @see AWS API Reference, AdminUpdateDeviceStatus
 */
export async function adminUpdateDeviceStatus(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  { UserPoolId, Username, DeviceKey, DeviceRememberedStatus }: AdminUpdateDeviceStatusRequest,
): Promise<AdminUpdateDeviceStatusResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const user = await requireUser(context, pool, Username);
  await setDeviceStatus(context, await requireDevice(context, user, DeviceKey), DeviceRememberedStatus);
  return {};
}
