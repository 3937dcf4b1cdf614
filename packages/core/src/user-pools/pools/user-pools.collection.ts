import { type Collection, defineCollection } from "../../store/collection.ts";
import type { UserPool } from "./user-pool.ts";

/** User pools of all regions and accounts. ListUserPools pages through those of one. */
export const userPools: Collection<UserPool> = defineCollection<UserPool>({
  name: "userPools",
  key: (pool) => [pool.id],
  ordered: { byRegion: (pool) => [[pool.accountId, pool.region, pool.createdAt, pool.id]] },
});
