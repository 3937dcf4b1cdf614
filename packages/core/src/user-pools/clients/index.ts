import type { UserPoolHandlers } from "../handlers.ts";
import { addUserPoolClientSecret } from "./add-user-pool-client-secret.ts";
import { createUserPoolClient } from "./create-user-pool-client.ts";
import { deleteUserPoolClient } from "./delete-user-pool-client.ts";
import { deleteUserPoolClientSecret } from "./delete-user-pool-client-secret.ts";
import { describeUserPoolClient } from "./describe-user-pool-client.ts";
import { listUserPoolClientSecrets } from "./list-user-pool-client-secrets.ts";
import { listUserPoolClients } from "./list-user-pool-clients.ts";
import { updateUserPoolClient } from "./update-user-pool-client.ts";

/** Operations on app clients and their secrets. */
export const clientHandlers: UserPoolHandlers = {
  CreateUserPoolClient: createUserPoolClient,
  DescribeUserPoolClient: describeUserPoolClient,
  UpdateUserPoolClient: updateUserPoolClient,
  DeleteUserPoolClient: deleteUserPoolClient,
  ListUserPoolClients: listUserPoolClients,
  AddUserPoolClientSecret: addUserPoolClientSecret,
  ListUserPoolClientSecrets: listUserPoolClientSecrets,
  DeleteUserPoolClientSecret: deleteUserPoolClientSecret,
};
