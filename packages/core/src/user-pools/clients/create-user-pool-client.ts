import { randomBase32Number } from "@cogmock/crypto";
import { InvalidParameterException, LimitExceededException } from "@cogmock/protocol/errors";
import type { CreateUserPoolClientRequest, CreateUserPoolClientResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { assertClientSettings } from "./assert-client-settings.ts";
import { newClientSecret } from "./client-secrets.ts";
import { settingsOf } from "./client-settings.ts";
import { toUserPoolClientType } from "./to-user-pool-client-type.ts";
import type { UserPoolClient } from "./user-pool-client.ts";
import { userPoolClients } from "./user-pool-clients.collection.ts";

/** AWS's ids are 130-bit numbers in base 32. */
const CLIENT_ID_BITS = 130;

/** "App clients per user pool" in "Quotas in Amazon Cognito" */
export const MAX_CLIENTS_PER_POOL = 1000;

/**
 * Creates an app client in a user pool.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException the settings do not hold: see `assertClientSettings`
 * @throws InvalidOAuthFlowException the same
 * @throws ScopeDoesNotExistException the same
 * @throws LimitExceededException the pool is full
 * @see AWS API Reference, CreateUserPoolClient
 */
export async function createUserPoolClient(
  context: OperationContext,
  input: CreateUserPoolClientRequest,
): Promise<CreateUserPoolClientResponse> {
  const { store, clock, random } = context;
  const { UserPoolId, GenerateSecret, ClientSecret, ...settings } = input;
  const pool = await requireUserPool(context, UserPoolId);
  if (GenerateSecret && ClientSecret !== undefined) {
    // unconfirmed: the text.
    throw new InvalidParameterException("ClientSecret cannot be provided when GenerateSecret is true.");
  }
  const now = clock.now();
  const publicClient: UserPoolClient = {
    userPoolId: pool.id,
    id: randomBase32Number(CLIENT_ID_BITS, (length) => random.bytes(length)),
    createdAt: now,
    modifiedAt: now,
    secrets: [],
    settings: settingsOf(settings),
  };
  const isConfidential = GenerateSecret === true || ClientSecret !== undefined;
  const client = isConfidential
    ? { ...publicClient, secrets: [newClientSecret(context, publicClient, ClientSecret)] }
    : publicClient;
  await assertClientSettings(context, pool, client, "creating");
  if ((await store.count(userPoolClients, "byPool", [pool.id])) >= MAX_CLIENTS_PER_POOL) {
    // unconfirmed: the text.
    throw new LimitExceededException(`The limit of ${MAX_CLIENTS_PER_POOL} clients per user pool has been reached.`);
  }
  await store.commit([userPoolClients.put(client, { expect: "absent" })]);
  return { UserPoolClient: toUserPoolClientType(client) };
}
