import type { UpdateUserPoolClientRequest, UpdateUserPoolClientResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { assertClientSettings } from "./assert-client-settings.ts";
import { settingsOf } from "./client-settings.ts";
import { toUserPoolClientType } from "./to-user-pool-client-type.ts";
import { requireClientOfPool, type UserPoolClient } from "./user-pool-client.ts";
import { userPoolClients } from "./user-pool-clients.collection.ts";

/**
 * Changes the settings of an app client: `settingsOf` says what becomes of those that are left out.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @throws InvalidParameterException the settings do not hold: see `assertClientSettings`
 * @throws InvalidOAuthFlowException the same
 * @throws ScopeDoesNotExistException the same
 * @see AWS API Reference, UpdateUserPoolClient
 */
export async function updateUserPoolClient(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: UpdateUserPoolClientRequest,
): Promise<UpdateUserPoolClientResponse> {
  const { UserPoolId, ClientId, ...settings } = input;
  const pool = await requireUserPool(context, UserPoolId);
  const before = await requireClientOfPool(context, pool.id, ClientId);
  const client: UserPoolClient = {
    ...before,
    settings: settingsOf(settings, before.settings),
    modifiedAt: context.clock.now(),
  };
  await assertClientSettings(context, pool, client, "updating");
  await context.store.commit([userPoolClients.put(client, { expect: before })]);
  return { UserPoolClient: toUserPoolClientType(client) };
}
