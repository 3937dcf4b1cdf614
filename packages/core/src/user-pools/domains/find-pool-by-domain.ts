import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { prefixHostName } from "./user-pool-domain.ts";

/** What stands for `amazoncognito.com` on one's own machine: every name below `localhost` leads there (RFC 6761, 6.3). */
const LOCAL_PREFIX_DOMAIN = /^([a-z0-9-]+)\.auth(?:\.([a-z0-9-]+))?\.localhost$/;

/**
 * The pool whose pages are at a host: `my-app.auth.us-east-1.amazoncognito.com`, a custom domain, or for a prefix domain
 * `my-app.auth.us-east-1.localhost` and `my-app.auth.localhost`, which is in the context's region.
 *
 * @param host a host name without a port, in whatever case
 */
export async function findPoolByDomain(
  { store, region }: Pick<OperationContext, "store" | "region">,
  host: string,
): Promise<Stored<UserPool> | undefined> {
  const name = host.toLowerCase();
  const exact = await store.getUnique(userPools, "byHostName", [name]);
  if (exact) return exact;
  const [, prefix, prefixRegion = region] = LOCAL_PREFIX_DOMAIN.exec(name) ?? [];
  if (prefix === undefined) return undefined;
  return store.getUnique(userPools, "byHostName", [prefixHostName(prefix, prefixRegion)]);
}
