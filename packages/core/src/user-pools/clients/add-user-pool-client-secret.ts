import { InvalidParameterException, LimitExceededException } from "@cogmock/protocol/errors";
import type { AddUserPoolClientSecretRequest, AddUserPoolClientSecretResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { MAX_SECRETS_PER_CLIENT, newClientSecret } from "./client-secrets.ts";
import { requireClientOfPool } from "./user-pool-client.ts";
import { userPoolClients } from "./user-pool-clients.collection.ts";

/**
 * Gives a confidential client a second secret, so that its applications can change over from the first. The value is
 * answered only where Cognito has made it, and never again. Of two racing calls one finds the client full.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @throws InvalidParameterException the client has no secret: it is a public client
 * @throws LimitExceededException the client has two secrets already
 * @see AWS API Reference, AddUserPoolClientSecret
 */
export async function addUserPoolClientSecret(
  context: OperationContext,
  input: AddUserPoolClientSecretRequest,
): Promise<AddUserPoolClientSecretResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const client = await requireClientOfPool(context, pool.id, input.ClientId);
  if (client.secrets.length === 0) {
    // unconfirmed: the text.
    throw new InvalidParameterException(`User pool client ${client.id} does not have a client secret.`);
  }
  if (client.secrets.length >= MAX_SECRETS_PER_CLIENT) {
    // unconfirmed: the text.
    throw new LimitExceededException(`Client secrets cannot exceed limit of ${MAX_SECRETS_PER_CLIENT} secrets.`);
  }
  const secret = newClientSecret(context, client, input.ClientSecret);
  const changed = { ...client, secrets: [...client.secrets, secret], modifiedAt: context.clock.now() };
  await context.store.commit([userPoolClients.put(changed, { expect: client })]);
  return {
    ClientSecretDescriptor: {
      ClientSecretId: secret.id,
      ClientSecretValue: input.ClientSecret === undefined ? secret.value : undefined,
      ClientSecretCreateDate: secret.createdAt / 1000,
    },
  };
}
