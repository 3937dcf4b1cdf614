import {
  type CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { present } from "../running/aws-client.ts";

/** The user pool that everything is written to. */
export interface TestPool {
  readonly UserPoolId: string;
  readonly ClientId: string;
}

/** The groups of the pool. */
export const GROUPS = ["admins", "editors", "readers", "guests"] as const;

/** A pool whose users may sign in with an e-mail address, too, with a client and groups. */
export async function createTestPool(aws: CognitoIdentityProviderClient): Promise<TestPool> {
  const { UserPool } = await aws.send(
    new CreateUserPoolCommand({
      PoolName: "workload",
      AliasAttributes: ["email"],
      AutoVerifiedAttributes: ["email"],
    }),
  );
  const UserPoolId = present(UserPool?.Id);
  const { UserPoolClient } = await aws.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "writers",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    }),
  );
  for (const GroupName of GROUPS) await aws.send(new CreateGroupCommand({ UserPoolId, GroupName }));
  return { UserPoolId, ClientId: present(UserPoolClient?.ClientId) };
}
