import type { UserPoolHandlers } from "../handlers.ts";
import { adminSetUserPassword } from "./admin-set-user-password.ts";

/** Operations that set, change and recover passwords. */
export const passwordHandlers = { AdminSetUserPassword: adminSetUserPassword } satisfies UserPoolHandlers;
