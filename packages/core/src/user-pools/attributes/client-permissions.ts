import { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { UserPoolClient } from "../clients/user-pool-client.ts";

/** Whether a client may see this attribute. A client without `ReadAttributes` sees all. */
export function mayRead(client: UserPoolClient, attributeName: string): boolean {
  return client.settings.ReadAttributes?.includes(attributeName) ?? true;
}

/**
 * Checks that a client may set these attributes of its users.
 *
 * @throws NotAuthorizedException `A client attempted to write unauthorized attribute`
 */
export function assertClientMayWrite(client: UserPoolClient, attributeNames: readonly string[]): void {
  const writable = client.settings.WriteAttributes;
  if (writable && attributeNames.some((name) => !writable.includes(name))) {
    throw new NotAuthorizedException("A client attempted to write unauthorized attribute");
  }
}
