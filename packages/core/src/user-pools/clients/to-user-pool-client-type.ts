import type { UserPoolClientType } from "@cogmock/protocol/user-pools";
import type { UserPoolClient } from "./user-pool-client.ts";

/** A client as CreateUserPoolClient, DescribeUserPoolClient and UpdateUserPoolClient answer it, with its newest secret. */
export function toUserPoolClientType(client: UserPoolClient): UserPoolClientType {
  return {
    UserPoolId: client.userPoolId,
    ClientId: client.id,
    ...client.settings,
    ClientSecret: client.secrets.at(-1)?.value,
    LastModifiedDate: client.modifiedAt / 1000,
    CreationDate: client.createdAt / 1000,
  };
}
