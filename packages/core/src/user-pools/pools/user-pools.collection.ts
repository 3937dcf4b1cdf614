import { type Collection, defineCollection } from "../../store/collection.ts";
import { hostNamesOf } from "../domains/user-pool-domain.ts";
import type { UserPool } from "./user-pool.ts";

/**
 * User pools of all regions and accounts. ListUserPools pages through those of one. No two have the same domain, by which
 * requests to its host and DescribeUserPoolDomain find the pool; CreateUserPoolDomain counts custom domains.
 */
export const userPools: Collection<UserPool> = defineCollection<UserPool>({
  name: "userPools",
  key: (pool) => [pool.id],
  unique: { byHostName: (pool) => hostNamesOf(pool).map((hostName) => [hostName]) },
  ordered: {
    byRegion: (pool) => [[pool.accountId, pool.region, pool.createdAt, pool.id]],
    byCustomDomain: (pool) => (pool.customDomain ? [[pool.accountId, pool.region, pool.customDomain.name]] : []),
  },
});
