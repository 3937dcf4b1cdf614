import type { UpdateGroupRequest, UpdateGroupResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { assertRoleOfAccount, type Group, requireGroup, toGroupType } from "./group.ts";
import { groups } from "./groups.collection.ts";

/**
 * Changes a group; what is left out stays as it was.
 *
 * @throws ResourceNotFoundException no such pool, or no such group in it
 * @throws NotAuthorizedException the role belongs to another account
 * @see AWS API Reference, UpdateGroup
 */
export async function updateGroup(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: UpdateGroupRequest,
): Promise<UpdateGroupResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const before = await requireGroup(context, pool, input.GroupName);
  assertRoleOfAccount(pool, input.RoleArn);
  const group: Group = {
    ...before,
    description: input.Description ?? before.description,
    roleArn: input.RoleArn ?? before.roleArn,
    precedence: input.Precedence ?? before.precedence,
    modifiedAt: context.clock.now(),
  };
  await context.store.commit([groups.put(group, { expect: before })]);
  return { Group: toGroupType(group) };
}
