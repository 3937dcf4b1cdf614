import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { UserPoolClientType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { Stored } from "../../store/store.ts";
import { userPoolClients } from "./user-pool-clients.collection.ts";

/** One of the at most two secrets of an app client. */
export interface UserPoolClientSecret {
  /** `<clientId>--<epoch of its creation>` */
  readonly id: string;
  readonly value: string;
  readonly createdAt: EpochMilliseconds;
}

/** What an app client is set to, in AWS's own form; members that were not set are absent. */
export type UserPoolClientSettings = Omit<
  UserPoolClientType,
  "UserPoolId" | "ClientId" | "ClientSecret" | "CreationDate" | "LastModifiedDate"
>;

/** An application that signs users of a pool in. */
export interface UserPoolClient {
  readonly userPoolId: string;
  readonly id: string;
  readonly createdAt: EpochMilliseconds;
  readonly modifiedAt: EpochMilliseconds;
  /** Oldest first; none for a public client. */
  readonly secrets: readonly UserPoolClientSecret[];
  readonly settings: UserPoolClientSettings;
  /** Absent until SetUserPoolClientSessionConfiguration was called; 0 to 129,600. */
  readonly ssoMaxValidityMinutes?: number | undefined;
}

/** The client with this id, of whatever pool: what an unsigned operation, which names no pool, has to go by. */
export async function requireUserPoolClient(
  { store }: Pick<OperationContext, "store">,
  clientId: string,
): Promise<Stored<UserPoolClient>> {
  const client = await store.get(userPoolClients, [clientId]);
  if (!client) throw new ResourceNotFoundException(`User pool client ${clientId} does not exist.`);
  return client;
}

/**
 * The client with this id in this pool.
 *
 * @throws ResourceNotFoundException `User pool client <id> does not exist.`, also for a client of another pool
 */
export async function requireClientOfPool(
  context: Pick<OperationContext, "store">,
  userPoolId: string,
  clientId: string,
): Promise<Stored<UserPoolClient>> {
  const client = await requireUserPoolClient(context, clientId);
  if (client.userPoolId !== userPoolId) {
    throw new ResourceNotFoundException(`User pool client ${clientId} does not exist.`);
  }
  return client;
}
