import type { UserPoolHandlers } from "../handlers.ts";
import { addCustomAttributes } from "./add-custom-attributes.ts";
import { createUserPool } from "./create-user-pool.ts";
import { deleteUserPool } from "./delete-user-pool.ts";
import { describeUserPool } from "./describe-user-pool.ts";
import { listUserPools } from "./list-user-pools.ts";
import { updateUserPool } from "./update-user-pool.ts";

/** Operations on user pools themselves. */
export const poolHandlers: UserPoolHandlers = {
  CreateUserPool: createUserPool,
  DescribeUserPool: describeUserPool,
  ListUserPools: listUserPools,
  UpdateUserPool: updateUserPool,
  DeleteUserPool: deleteUserPool,
  AddCustomAttributes: addCustomAttributes,
};
