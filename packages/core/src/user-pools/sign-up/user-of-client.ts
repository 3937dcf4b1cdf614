import { UserNotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import { assertSecretHash } from "../clients/secret-hash.ts";
import { requireUserPoolClient, type UserPoolClient } from "../clients/user-pool-client.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { findUser, type User } from "../users/user.ts";

/** What an unsigned operation says of its client and of the user it is about. */
export interface ClientRequest {
  readonly ClientId: string;
  readonly SecretHash?: string | undefined;
  readonly Username: string;
}

/** Through which client a request came, and about whom it is. */
export interface UserOfClient {
  readonly pool: Stored<UserPool>;
  readonly client: Stored<UserPoolClient>;
  /** Absent only where the client hides whether users exist: the operation has to pretend. */
  readonly user: Stored<User> | undefined;
}

/** Whether this client must not be told which users exist. @see AWS API Reference, CreateUserPoolClient, PreventUserExistenceErrors */
export function hidesUserExistence(client: UserPoolClient): boolean {
  return client.settings.PreventUserExistenceErrors === "ENABLED";
}

/**
 * The user whom an unsigned operation is about, found through the client that asks: by username, alias or, as AWS
 * documents it for local users, `sub`.
 *
 * @param migrate looks for them elsewhere: see `migrateUser`
 * @throws ResourceNotFoundException `User pool client <id> does not exist.`
 * @throws NotAuthorizedException the secret hash is missing or wrong: see `assertSecretHash`
 * @throws UserNotFoundException `Username/client id combination not found.`, unless the client hides that
 */
export async function requireUserOfClient(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: ClientRequest,
  migrate?: (found: Omit<UserOfClient, "user">) => Promise<Stored<User> | undefined>,
): Promise<UserOfClient> {
  const client = await requireUserPoolClient(context, input.ClientId);
  const pool = await requireUserPool(context, client.userPoolId);
  assertSecretHash(client, input.Username, input.SecretHash);
  const user = (await findUser(context, pool, input.Username)) ?? (await migrate?.({ pool, client }));
  if (!user && !hidesUserExistence(client)) {
    throw new UserNotFoundException("Username/client id combination not found.");
  }
  return { pool, client, user };
}
