import type { DescribeResourceServerRequest, DescribeResourceServerResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireResourceServer, toResourceServerType } from "./resource-server.ts";

/**
 * Describes a resource server.
 *
 * @throws ResourceNotFoundException no such pool, or no such resource server in it
 * @see AWS API Reference, DescribeResourceServer
 */
export async function describeResourceServer(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DescribeResourceServerRequest,
): Promise<DescribeResourceServerResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  return { ResourceServer: toResourceServerType(await requireResourceServer(context, pool, input.Identifier)) };
}
