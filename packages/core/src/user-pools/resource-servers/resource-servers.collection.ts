import { type Collection, defineCollection } from "../../store/collection.ts";
import type { ResourceServer } from "./resource-server.ts";

/** Resource servers of all pools. ListResourceServers pages through those of one, oldest first. */
export const resourceServers: Collection<ResourceServer> = defineCollection<ResourceServer>({
  name: "resourceServers",
  key: (server) => [server.userPoolId, server.identifier],
  ordered: { byPool: (server) => [[server.userPoolId, server.createdAt, server.identifier]] },
});
