import type { DeleteResourceServerRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireResourceServer } from "./resource-server.ts";
import { resourceServers } from "./resource-servers.collection.ts";

/**
 * Deletes a resource server. Clients keep its scopes, to no effect.
 *
 * @throws ResourceNotFoundException no such pool, or no such resource server in it
 * @see AWS API Reference, DeleteResourceServer
 */
export async function deleteResourceServer(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DeleteResourceServerRequest,
): Promise<void> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const server = await requireResourceServer(context, pool, input.Identifier);
  await context.store.commit([resourceServers.delete(server, { expect: server })]);
}
