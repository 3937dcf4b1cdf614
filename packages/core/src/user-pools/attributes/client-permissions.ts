import type { UserPoolClient } from "../clients/user-pool-client.ts";

/** Whether a client may see this attribute. A client without `ReadAttributes` sees all. */
export function mayRead(client: UserPoolClient, attributeName: string): boolean {
  return client.settings.ReadAttributes?.includes(attributeName) ?? true;
}
