import { InvalidParameterException, LimitExceededException } from "@cogmock/protocol/errors";
import type { CreateResourceServerRequest, CreateResourceServerResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { StoreConflict } from "../../store/store.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { type ResourceServer, scopesInOrder, toResourceServerType } from "./resource-server.ts";
import { resourceServers } from "./resource-servers.collection.ts";

/** "Resource servers per user pool" in "Quotas in Amazon Cognito" */
export const MAX_RESOURCE_SERVERS = 25;

async function assertRoomForResourceServer({ store }: Pick<OperationContext, "store">, pool: UserPool): Promise<void> {
  if ((await store.count(resourceServers, "byPool", [pool.id])) < MAX_RESOURCE_SERVERS) return;
  // unconfirmed: the text.
  throw new LimitExceededException(
    `The limit of ${MAX_RESOURCE_SERVERS} resource servers per user pool has been reached.`,
  );
}

/**
 * Creates a resource server in a user pool. Its scopes can be given to clients from then on. Uniqueness is the store's:
 * of two racing calls one commit fails.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException the pool has a resource server of this identifier
 * @throws LimitExceededException the pool has as many resource servers as it can
 * @see AWS API Reference, CreateResourceServer
 */
export async function createResourceServer(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: CreateResourceServerRequest,
): Promise<CreateResourceServerResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const server: ResourceServer = {
    userPoolId: pool.id,
    identifier: input.Identifier,
    name: input.Name,
    scopes: scopesInOrder(input.Scopes),
    createdAt: context.clock.now(),
  };
  await assertRoomForResourceServer(context, pool);
  try {
    await context.store.commit([resourceServers.put(server, { expect: "absent" })]);
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    throw new InvalidParameterException(`${server.identifier} already exists in user pool ${pool.id}.`, {
      cause: error,
    });
  }
  return { ResourceServer: toResourceServerType(server) };
}
