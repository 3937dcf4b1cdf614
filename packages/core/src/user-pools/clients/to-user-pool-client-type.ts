import type { UserPoolClientType } from "@cogmock/protocol/user-pools";
import type { UserPoolClient } from "./user-pool-client.ts";

/**
 * A client as CreateUserPoolClient, DescribeUserPoolClient and UpdateUserPoolClient answer it.
 * unconfirmed: of two secrets the newer one is shown.
 */
export function toUserPoolClientType(client: UserPoolClient): UserPoolClientType {
  return {
    UserPoolId: client.userPoolId,
    ClientId: client.id,
    ClientSecret: client.secrets.at(-1)?.value,
    LastModifiedDate: client.modifiedAt / 1000,
    CreationDate: client.createdAt / 1000,
    ...client.settings,
  };
}
