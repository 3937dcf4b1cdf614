import type { UserPoolHandlers } from "../handlers.ts";
import { createResourceServer } from "./create-resource-server.ts";
import { deleteResourceServer } from "./delete-resource-server.ts";
import { describeResourceServer } from "./describe-resource-server.ts";
import { listResourceServers } from "./list-resource-servers.ts";
import { updateResourceServer } from "./update-resource-server.ts";

/** Operations on the APIs that access tokens are for, and on their scopes. */
export const resourceServerHandlers: UserPoolHandlers = {
  CreateResourceServer: createResourceServer,
  DescribeResourceServer: describeResourceServer,
  UpdateResourceServer: updateResourceServer,
  DeleteResourceServer: deleteResourceServer,
  ListResourceServers: listResourceServers,
};
