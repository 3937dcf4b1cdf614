import type { AdminListDevicesRequest, AdminListDevicesResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findPage } from "../pagination/find-page.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { toAdminDeviceType } from "./device.ts";
import { devices } from "./devices.collection.ts";

/** "Maximum value of 60"; where no limit is named, or 0. */
const MAX_LIMIT = 60;

/**
 * Lists the devices of a user, remembered or not, oldest first. unconfirmed: the order.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException `User does not exist.`
 * @throws InvalidParameterException `PaginationToken` is not one of this list
 * @see AWS API Reference, AdminListDevices
 */
export async function adminListDevices(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId" | "requestId">,
  { UserPoolId, Username, Limit, PaginationToken }: AdminListDevicesRequest,
): Promise<AdminListDevicesResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const user = await requireUser(context, pool, Username);
  const page = await findPage(context, devices, "byUser", [pool.id, user.sub], {
    operation: "AdminListDevices",
    parameters: [pool.id, user.sub],
    limit: Limit || MAX_LIMIT,
    token: PaginationToken,
  });
  return {
    Devices: page.documents.map((device) => toAdminDeviceType(device, pool, user)),
    PaginationToken: page.nextToken,
  };
}
