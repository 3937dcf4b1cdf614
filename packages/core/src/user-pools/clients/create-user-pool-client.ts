import { randomBase32Number } from "@cogmock/crypto";
import type { CreateUserPoolClientRequest, CreateUserPoolClientResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { toUserPoolClientType } from "./to-user-pool-client-type.ts";
import type { UserPoolClient } from "./user-pool-client.ts";
import { userPoolClients } from "./user-pool-clients.collection.ts";

/** AWS's ids are 130-bit numbers in base 32, its secrets 258-bit ones. */
const CLIENT_ID_BITS = 130;
const CLIENT_SECRET_BITS = 258;

/**
 * Creates an app client in a user pool.
 *
 * @throws ResourceNotFoundException no such pool
 * @see AWS API Reference, CreateUserPoolClient
 */
export async function createUserPoolClient(
  context: OperationContext,
  input: CreateUserPoolClientRequest,
): Promise<CreateUserPoolClientResponse> {
  const { UserPoolId, GenerateSecret, ClientSecret, ...settings } = input;
  const pool = await requireUserPool(context, UserPoolId);
  const bytes = (length: number) => context.random.bytes(length);
  const now = context.clock.now();
  const id = randomBase32Number(CLIENT_ID_BITS, bytes);
  const secret = GenerateSecret ? randomBase32Number(CLIENT_SECRET_BITS, bytes) : ClientSecret;
  const client: UserPoolClient = {
    userPoolId: pool.id,
    id,
    createdAt: now,
    modifiedAt: now,
    secrets: secret === undefined ? [] : [{ id: `${id}--${Math.floor(now / 1000)}`, value: secret, createdAt: now }],
    settings: {
      ...settings,
      RefreshTokenValidity: settings.RefreshTokenValidity ?? 30,
      TokenValidityUnits: settings.TokenValidityUnits ?? {},
      AllowedOAuthFlowsUserPoolClient: settings.AllowedOAuthFlowsUserPoolClient ?? false,
      EnableTokenRevocation: settings.EnableTokenRevocation ?? true,
      EnablePropagateAdditionalUserContextData: settings.EnablePropagateAdditionalUserContextData ?? false,
      AuthSessionValidity: settings.AuthSessionValidity ?? 3,
    },
  };
  await context.store.commit([userPoolClients.put(client, { expect: "absent" })]);
  return { UserPoolClient: toUserPoolClientType(client) };
}
