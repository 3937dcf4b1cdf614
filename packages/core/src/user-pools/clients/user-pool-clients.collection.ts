import { type Collection, defineCollection } from "../../store/collection.ts";
import type { UserPoolClient } from "./user-pool-client.ts";

/** App clients of all pools, keyed by their id, which is unique over all pools. ListUserPoolClients pages through those of one. */
export const userPoolClients: Collection<UserPoolClient> = defineCollection<UserPoolClient>({
  name: "userPoolClients",
  key: (client) => [client.id],
  ordered: { byPool: (client) => [[client.userPoolId, client.createdAt, client.id]] },
});
