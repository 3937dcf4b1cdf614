import type { AdminForgetDeviceRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { requireDevice } from "./device.ts";
import { devices } from "./devices.collection.ts";

/**
 * Forgets a device of a user. It signs nobody in any more, and refreshes no tokens.
 *
 * @throws ResourceNotFoundException no such pool; `Device does not exist.`
 * @throws UserNotFoundException `User does not exist.`
 * @see AWS API Reference, AdminForgetDevice
 */
export async function adminForgetDevice(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  { UserPoolId, Username, DeviceKey }: AdminForgetDeviceRequest,
): Promise<void> {
  const pool = await requireUserPool(context, UserPoolId);
  const user = await requireUser(context, pool, Username);
  const device = await requireDevice(context, user, DeviceKey);
  await context.store.commit([devices.delete(device, { expect: device })]);
}
