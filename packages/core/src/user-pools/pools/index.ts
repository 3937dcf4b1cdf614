import type { UserPoolHandlers } from "../handlers.ts";
import { createUserPool } from "./create-user-pool.ts";
import { describeUserPool } from "./describe-user-pool.ts";

/** Operations on user pools themselves. */
export const poolHandlers = {
  CreateUserPool: createUserPool,
  DescribeUserPool: describeUserPool,
} satisfies UserPoolHandlers;
