import type { UpdateResourceServerRequest, UpdateResourceServerResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { type ResourceServer, requireResourceServer, scopesInOrder, toResourceServerType } from "./resource-server.ts";
import { resourceServers } from "./resource-servers.collection.ts";

/**
 * Changes the name of a resource server and replaces its scopes; with none given it has none. Clients keep a scope that
 * is gone, to no effect until it comes back.
 *
 * @throws ResourceNotFoundException no such pool, or no such resource server in it
 * @see AWS API Reference, UpdateResourceServer
 */
export async function updateResourceServer(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: UpdateResourceServerRequest,
): Promise<UpdateResourceServerResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const before = await requireResourceServer(context, pool, input.Identifier);
  const server: ResourceServer = { ...before, name: input.Name, scopes: scopesInOrder(input.Scopes) };
  await context.store.commit([resourceServers.put(server, { expect: before })]);
  return { ResourceServer: toResourceServerType(server) };
}
