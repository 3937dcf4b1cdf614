import type { ListUserPoolClientSecretsRequest, ListUserPoolClientSecretsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireClientOfPool } from "./user-pool-client.ts";

/**
 * Lists which secrets a client has, oldest first, without their values. All of them fit on one page, so that there is
 * never a token for the next.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @see AWS API Reference, ListUserPoolClientSecrets
 */
export async function listUserPoolClientSecrets(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: ListUserPoolClientSecretsRequest,
): Promise<ListUserPoolClientSecretsResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const client = await requireClientOfPool(context, pool.id, input.ClientId);
  return {
    ClientSecrets: client.secrets.map(({ id, createdAt }) => ({
      ClientSecretId: id,
      ClientSecretCreateDate: createdAt / 1000,
    })),
  };
}
