import type { DescribeUserPoolRequest, DescribeUserPoolResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { users } from "../users/users.collection.ts";
import { toUserPoolType } from "./to-user-pool-type.ts";
import { requireUserPool } from "./user-pool.ts";

/**
 * Describes a user pool. The number of users, an estimate on AWS, is exact.
 *
 * @throws ResourceNotFoundException no such pool
 * @see AWS API Reference, DescribeUserPool
 */
export async function describeUserPool(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DescribeUserPoolRequest,
): Promise<DescribeUserPoolResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const numberOfUsers = await context.store.count(users, "byUsername", [pool.id]);
  return { UserPool: toUserPoolType(pool, numberOfUsers) };
}
