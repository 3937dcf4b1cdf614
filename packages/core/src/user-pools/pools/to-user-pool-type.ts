import type { SchemaAttributeType, UserPoolType } from "@cogmock/protocol/user-pools";
import { CREATE_USER_POOL_ORDER } from "./schema/standard-attributes.ts";
import { isCustomAttribute } from "./schema/custom-attributes.ts";
import { acrConfiguration } from "./settings/acr-configuration.ts";
import { type UserPool, userPoolArn } from "./user-pool.ts";

/** What CreateUserPool and DescribeUserPool answer alike. */
function toCommonType(pool: UserPool, estimatedNumberOfUsers: number): UserPoolType {
  return {
    Id: pool.id,
    ...pool.settings,
    LastModifiedDate: pool.modifiedAt / 1000,
    CreationDate: pool.createdAt / 1000,
    EstimatedNumberOfUsers: estimatedNumberOfUsers,
    Domain: pool.domain?.name,
    CustomDomain: pool.customDomain?.name,
    Arn: userPoolArn(pool),
  };
}

/** A new pool as CreateUserPool answers it: the schema in an order of its own, tags and ACR names only where sent. */
export function toCreatedUserPoolType(pool: UserPool): UserPoolType {
  const byName = new Map(pool.schema.map((attribute) => [attribute.Name, attribute]));
  const standard = CREATE_USER_POOL_ORDER.map((name) => byName.get(name));
  return {
    ...toCommonType(pool, 0),
    SchemaAttributes: [
      ...standard.filter((attribute): attribute is SchemaAttributeType => attribute !== undefined),
      ...pool.schema.filter(isCustomAttribute),
    ],
  };
}

/** A pool as DescribeUserPool answers it. */
export function toUserPoolType(pool: UserPool, estimatedNumberOfUsers: number): UserPoolType {
  return {
    ...toCommonType(pool, estimatedNumberOfUsers),
    SchemaAttributes: pool.schema,
    UserPoolTags: pool.settings.UserPoolTags ?? {},
    AcrConfiguration: acrConfiguration(pool.settings.AcrConfiguration),
  };
}
