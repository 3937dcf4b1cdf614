import type { UpdateDeviceStatusRequest, UpdateDeviceStatusResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { setDeviceStatus } from "./device-status.ts";
import { requireDevice } from "./device.ts";

/**
 * Remembers a device of the bearer of an access token, or ceases to.
 *
 * @throws NotAuthorizedException the token is no good: see `requireAccessTokenBearer`
 * @throws ResourceNotFoundException `Device does not exist.`
 * @see AWS API Reference, UpdateDeviceStatus
 */
export async function updateDeviceStatus(
  context: Pick<OperationContext, "store" | "clock">,
  { AccessToken, DeviceKey, DeviceRememberedStatus }: UpdateDeviceStatusRequest,
): Promise<UpdateDeviceStatusResponse> {
  const { user } = await requireAccessTokenBearer(context, AccessToken);
  await setDeviceStatus(context, await requireDevice(context, user, DeviceKey), DeviceRememberedStatus);
  return {};
}
