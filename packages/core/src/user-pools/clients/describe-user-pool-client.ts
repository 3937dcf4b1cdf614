import type { DescribeUserPoolClientRequest, DescribeUserPoolClientResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { toUserPoolClientType } from "./to-user-pool-client-type.ts";
import { requireClientOfPool } from "./user-pool-client.ts";

/**
 * Describes an app client, its secret included.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @see AWS API Reference, DescribeUserPoolClient
 */
export async function describeUserPoolClient(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DescribeUserPoolClientRequest,
): Promise<DescribeUserPoolClientResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const client = await requireClientOfPool(context, pool.id, input.ClientId);
  return { UserPoolClient: toUserPoolClientType(client) };
}
