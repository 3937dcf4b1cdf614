import type { OperationContext } from "../../operation-context.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { resourceServers } from "./resource-servers.collection.ts";

/** More than a pool has, whatever races were run for the last place. */
const ALL = 1000;

/**
 * The scopes of all resource servers of a pool, `identifier/name`: those that may be given to a client, and that come
 * into tokens. A client may have others, whose resource server has lost them since.
 */
export async function customScopesOfPool(
  { store }: Pick<OperationContext, "store">,
  userPoolId: string,
): Promise<ReadonlySet<string>> {
  const { documents } = await store.find(resourceServers, "byPool", [userPoolId], { limit: ALL });
  return new Set(
    documents.flatMap(({ identifier, scopes }) => scopes.map(({ ScopeName }) => `${identifier}/${ScopeName}`)),
  );
}

/** The scopes that a client can have in a token of its own: the custom ones that it was given and that still exist. */
export async function customScopesOfClient(
  context: Pick<OperationContext, "store">,
  { userPoolId, settings }: Pick<UserPoolClient, "userPoolId" | "settings">,
): Promise<readonly string[]> {
  const existing = await customScopesOfPool(context, userPoolId);
  return (settings.AllowedOAuthScopes ?? []).filter((scope) => existing.has(scope));
}
