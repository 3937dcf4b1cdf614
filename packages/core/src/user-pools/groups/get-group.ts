import type { GetGroupRequest, GetGroupResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireGroup, toGroupType } from "./group.ts";

/**
 * Describes a group.
 *
 * @throws ResourceNotFoundException no such pool, or no such group in it
 * @see AWS API Reference, GetGroup
 */
export async function getGroup(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: GetGroupRequest,
): Promise<GetGroupResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  return { Group: toGroupType(await requireGroup(context, pool, input.GroupName)) };
}
