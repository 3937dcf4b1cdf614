import type { UserPoolHandlers } from "../handlers.ts";

/** Operations that refresh and revoke tokens. */
export const tokenHandlers: UserPoolHandlers = {};
