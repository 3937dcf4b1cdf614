import { uuid } from "@cogmock/crypto";
import { GroupExistsException, LimitExceededException } from "@cogmock/protocol/errors";
import type { CreateGroupRequest, CreateGroupResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { StoreConflict } from "../../store/store.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { assertRoleOfAccount, type Group, toGroupType } from "./group.ts";
import { groups } from "./groups.collection.ts";

/** "Groups per user pool" in "Quotas in Amazon Cognito" */
export const MAX_GROUPS_PER_POOL = 10_000;

/**
 * Creates a group in a user pool. Names keep their case, but are unique within the pool without regard to it;
 * precedences may tie. Uniqueness is the store's: of two racing calls one commit fails.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws NotAuthorizedException the role belongs to another account
 * @throws GroupExistsException the pool has a group of this name
 * @throws LimitExceededException the pool has as many groups as it can
 * @see AWS API Reference, CreateGroup
 */
export async function createGroup(
  context: Pick<OperationContext, "store" | "clock" | "random" | "region" | "accountId">,
  input: CreateGroupRequest,
): Promise<CreateGroupResponse> {
  const { store, clock, random } = context;
  const pool = await requireUserPool(context, input.UserPoolId);
  assertRoleOfAccount(pool, input.RoleArn);
  const now = clock.now();
  const group: Group = {
    userPoolId: pool.id,
    id: uuid((length) => random.bytes(length)),
    name: input.GroupName,
    description: input.Description,
    roleArn: input.RoleArn,
    precedence: input.Precedence,
    createdAt: now,
    modifiedAt: now,
  };
  if ((await store.count(groups, "byPool", [pool.id])) >= MAX_GROUPS_PER_POOL) {
    // unconfirmed: the text.
    throw new LimitExceededException(`The limit of ${MAX_GROUPS_PER_POOL} groups per user pool has been reached.`);
  }
  try {
    await store.commit([groups.put(group, { expect: "absent" })]);
  } catch (error) {
    if (error instanceof StoreConflict) {
      throw new GroupExistsException("A group with the name already exists.", { cause: error });
    }
    throw error;
  }
  return { Group: toGroupType(group) };
}
