import { constantTimeEquals } from "@cogmock/crypto";
import type { UserPoolClient } from "./user-pool-client.ts";

/**
 * Whether a call that carries the plain client secret carries the right one: any of the client's secrets, or none for
 * a client without secrets.
 */
export function clientSecretFits(client: UserPoolClient, secret: string | undefined): boolean {
  if (client.secrets.length === 0 || secret === undefined) return client.secrets.length === 0 && secret === undefined;
  return client.secrets.some(({ value }) => constantTimeEquals(value, secret));
}
