import type { UserPoolHandlers } from "../handlers.ts";
import { adminCreateUser } from "./admin-create-user.ts";
import { getUser } from "./get-user.ts";

/** Operations on users, by administrators and by the users themselves. */
export const userHandlers = { AdminCreateUser: adminCreateUser, GetUser: getUser } satisfies UserPoolHandlers;
