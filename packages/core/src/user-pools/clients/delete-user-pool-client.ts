import type { DeleteUserPoolClientRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { belongingWritesOfClient } from "./client-belongings.ts";
import { requireClientOfPool } from "./user-pool-client.ts";
import { userPoolClients } from "./user-pool-clients.collection.ts";

/**
 * Deletes an app client, with how its pages look and what they link to. Its tokens end with it: whoever presents one is told that the client does not exist.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @see AWS API Reference, DeleteUserPoolClient
 */
export async function deleteUserPoolClient(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DeleteUserPoolClientRequest,
): Promise<void> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const client = await requireClientOfPool(context, pool.id, input.ClientId);
  await context.store.commit([
    userPoolClients.delete(client, { expect: client }),
    ...(await belongingWritesOfClient(context, client)),
  ]);
}
