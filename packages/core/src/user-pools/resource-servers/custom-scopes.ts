import type { OperationContext } from "../../operation-context.ts";
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
