import type { UserPoolType } from "@cogmock/protocol/user-pools";
import { type UserPool, userPoolArn } from "./user-pool.ts";

/** A pool as CreateUserPool and DescribeUserPool answer it. */
export function toUserPoolType(pool: UserPool, estimatedNumberOfUsers: number): UserPoolType {
  return {
    Id: pool.id,
    ...pool.settings,
    LastModifiedDate: pool.modifiedAt / 1000,
    CreationDate: pool.createdAt / 1000,
    SchemaAttributes: pool.schema,
    EstimatedNumberOfUsers: estimatedNumberOfUsers,
    Arn: userPoolArn(pool),
  };
}
