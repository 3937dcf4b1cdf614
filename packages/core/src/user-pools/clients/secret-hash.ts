import { secretHashMatches } from "@cogmock/crypto";
import { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { UserPoolClient } from "./user-pool-client.ts";

/** The refusal of a hash that is not the right one. */
function unverifiable(client: UserPoolClient): NotAuthorizedException {
  return new NotAuthorizedException(`Unable to verify secret hash for client ${client.id}`);
}

/**
 * Checks that a hash comes with a call exactly where the client has a secret.
 *
 * @throws NotAuthorizedException the hash is missing, or sent for a client that has no secret
 */
export function assertSecretHashSent(client: UserPoolClient, hash: string | undefined): void {
  // unconfirmed: the text for a hash that nobody asked for.
  if (client.secrets.length === 0 && hash !== undefined) throw unverifiable(client);
  if (client.secrets.length > 0 && hash === undefined) {
    throw new NotAuthorizedException(`Client ${client.id} is configured with secret but SECRET_HASH was not received`);
  }
}

/** Whether this is the hash over the username under any of the client's secrets. A client without secrets has none. */
export function secretHashFits(client: UserPoolClient, username: string, hash: string): boolean {
  return client.secrets.some(({ value }) =>
    secretHashMatches(hash, { username, clientId: client.id, clientSecret: value }),
  );
}

/**
 * Checks the `SecretHash` (`SECRET_HASH` in auth parameters) of a call: the base64 HMAC-SHA-256 of username and client
 * id under any of the client's secrets.
 *
 * @param username the name the call carries, as it was sent
 * @throws NotAuthorizedException the hash is missing, wrong, or sent for a client that has no secret
 * @see "Computing secret hash values" in the Amazon Cognito Developer Guide
 */
export function assertSecretHash(client: UserPoolClient, username: string, hash: string | undefined): void {
  assertSecretHashSent(client, hash);
  if (hash !== undefined && !secretHashFits(client, username, hash)) throw unverifiable(client);
}
