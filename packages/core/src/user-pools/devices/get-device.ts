import type { GetDeviceRequest, GetDeviceResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireRememberedDevice, toDeviceType } from "./device.ts";
import { requireDeviceOwner } from "./own-devices.ts";

/**
 * A remembered device of the bearer of an access token.
 *
 * @throws InvalidParameterException, NotAuthorizedException as `requireDeviceOwner`
 * @throws ResourceNotFoundException `Device does not exist.`: nor does one that is not remembered
 * @see AWS API Reference, GetDevice
 */
export async function getDevice(
  context: Pick<OperationContext, "store" | "clock">,
  { AccessToken, DeviceKey }: GetDeviceRequest,
): Promise<GetDeviceResponse> {
  const user = await requireDeviceOwner(context, AccessToken);
  return { Device: toDeviceType(await requireRememberedDevice(context, user, DeviceKey)) };
}
