import type { UserPoolHandlers } from "../handlers.ts";
import { createUserPoolDomain } from "./create-user-pool-domain.ts";
import { deleteUserPoolDomain } from "./delete-user-pool-domain.ts";
import { describeUserPoolDomain } from "./describe-user-pool-domain.ts";
import { updateUserPoolDomain } from "./update-user-pool-domain.ts";

/** Operations on the domains of a pool's sign-in pages. */
export const domainHandlers: UserPoolHandlers = {
  CreateUserPoolDomain: createUserPoolDomain,
  DescribeUserPoolDomain: describeUserPoolDomain,
  UpdateUserPoolDomain: updateUserPoolDomain,
  DeleteUserPoolDomain: deleteUserPoolDomain,
};
