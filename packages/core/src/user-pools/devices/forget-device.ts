import type { ForgetDeviceRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireDevice } from "./device.ts";
import { devices } from "./devices.collection.ts";
import { requireDeviceOwner } from "./own-devices.ts";

/**
 * Forgets a device of the bearer of an access token. It signs nobody in any more, and refreshes no tokens.
 *
 * @throws InvalidParameterException, NotAuthorizedException as `requireDeviceOwner`
 * @throws ResourceNotFoundException `Device does not exist.`
 * @see AWS API Reference, ForgetDevice
 */
export async function forgetDevice(
  context: Pick<OperationContext, "store" | "clock">,
  { AccessToken, DeviceKey }: ForgetDeviceRequest,
): Promise<void> {
  const user = await requireDeviceOwner(context, AccessToken);
  const device = await requireDevice(context, user, DeviceKey);
  await context.store.commit([devices.delete(device, { expect: device })]);
}
