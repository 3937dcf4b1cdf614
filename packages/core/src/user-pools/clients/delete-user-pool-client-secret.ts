import { InvalidParameterException, ResourceNotFoundException } from "@cogmock/protocol/errors";
import type {
  DeleteUserPoolClientSecretRequest,
  DeleteUserPoolClientSecretResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireClientOfPool } from "./user-pool-client.ts";
import { userPoolClients } from "./user-pool-clients.collection.ts";

/**
 * Takes one of its two secrets from a client; whoever still uses it is refused from then on.
 *
 * @throws ResourceNotFoundException no such pool, no such client in it, or no such secret
 * @throws InvalidParameterException it is the only secret of the client
 * @see AWS API Reference, DeleteUserPoolClientSecret
 */
export async function deleteUserPoolClientSecret(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: DeleteUserPoolClientSecretRequest,
): Promise<DeleteUserPoolClientSecretResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const client = await requireClientOfPool(context, pool.id, input.ClientId);
  const secrets = client.secrets.filter(({ id }) => id !== input.ClientSecretId);
  if (secrets.length === client.secrets.length) {
    // unconfirmed: class and text.
    throw new ResourceNotFoundException(`Client secret ${input.ClientSecretId} does not exist.`);
  }
  if (secrets.length === 0) {
    // unconfirmed: the text.
    throw new InvalidParameterException("The last client secret cannot be deleted.");
  }
  const changed = { ...client, secrets, modifiedAt: context.clock.now() };
  await context.store.commit([userPoolClients.put(changed, { expect: client })]);
  return {};
}
