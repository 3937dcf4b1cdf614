import type { ListDevicesRequest, ListDevicesResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findPage } from "../pagination/find-page.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { toDeviceType } from "./device.ts";
import { devices } from "./devices.collection.ts";

/** "Maximum value of 60"; where no limit is named, or 0. */
const MAX_LIMIT = 60;

/**
 * Lists the remembered devices of the bearer of an access token, oldest first. Recorded from AWS: that devices which are
 * not remembered are left out. unconfirmed: the order.
 *
 * @throws NotAuthorizedException the token is no good: see `requireAccessTokenBearer`
 * @throws InvalidParameterException `PaginationToken` is not one of this list
 * @see AWS API Reference, ListDevices
 */
export async function listDevices(
  context: Pick<OperationContext, "store" | "clock" | "requestId">,
  { AccessToken, Limit, PaginationToken }: ListDevicesRequest,
): Promise<ListDevicesResponse> {
  const { user } = await requireAccessTokenBearer(context, AccessToken);
  const page = await findPage(context, devices, "rememberedByUser", [user.userPoolId, user.sub], {
    operation: "ListDevices",
    parameters: [user.userPoolId, user.sub],
    limit: Limit || MAX_LIMIT,
    token: PaginationToken,
  });
  return { Devices: page.documents.map(toDeviceType), PaginationToken: page.nextToken };
}
