import type { SendOptions } from "@cogmock/core";
import { secretHash } from "@cogmock/crypto";
import type { ClientRequest } from "./hosted-request.ts";

/** What an operation of the API is called with in the name of a client, for which its pages vouch. */
export function asClient(
  { hosted: { client } }: ClientRequest,
  username: string,
): {
  readonly ClientId: string;
  readonly SecretHash?: string;
} {
  const [secret] = client.secrets;
  if (!secret) return { ClientId: client.id };
  const SecretHash = secretHash({ username, clientId: client.id, clientSecret: secret.value });
  return { ClientId: client.id, SecretHash };
}

/** On whose behalf, and where, an operation is called for a page. */
export function sendOptions({ call, pool }: ClientRequest): SendOptions {
  return { ...call, region: pool.region, accountId: pool.accountId };
}
