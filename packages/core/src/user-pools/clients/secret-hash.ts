import { secretHashMatches } from "@cogmock/crypto";
import { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { UserPoolClient } from "./user-pool-client.ts";

/**
 * Checks the `SecretHash` (`SECRET_HASH` in auth parameters) of a call: the base64 HMAC-SHA-256 of username and client
 * id under any of the client's secrets.
 *
 * @param username the name the call carries, as it was sent
 * @throws NotAuthorizedException the hash is missing, wrong, or sent for a client that has no secret
 * @see "Computing secret hash values" in the Amazon Cognito Developer Guide
 */
export function assertSecretHash(client: UserPoolClient, username: string, hash: string | undefined): void {
  if (client.secrets.length === 0) {
    // unconfirmed: the text for a hash that nobody asked for.
    if (hash !== undefined) throw new NotAuthorizedException(`Unable to verify secret hash for client ${client.id}`);
    return;
  }
  if (hash === undefined) {
    throw new NotAuthorizedException(`Client ${client.id} is configured with secret but SECRET_HASH was not received`);
  }
  const matches = client.secrets.some(({ value }) =>
    secretHashMatches(hash, { username, clientId: client.id, clientSecret: value }),
  );
  if (!matches) throw new NotAuthorizedException(`Unable to verify secret hash for client ${client.id}`);
}
