import type { AdminGetDeviceRequest, AdminGetDeviceResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { requireDevice, toAdminDeviceType } from "./device.ts";

/**
 * A device of a user, remembered or not.
 *
 * @throws ResourceNotFoundException no such pool; `Device does not exist.`
 * @throws UserNotFoundException `User does not exist.`
 * @see AWS API Reference, AdminGetDevice
 */
export async function adminGetDevice(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  { UserPoolId, Username, DeviceKey }: AdminGetDeviceRequest,
): Promise<AdminGetDeviceResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const user = await requireUser(context, pool, Username);
  return { Device: toAdminDeviceType(await requireDevice(context, user, DeviceKey), pool, user) };
}
