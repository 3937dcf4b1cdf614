import type { UserPoolHandlers } from "../handlers.ts";

/** Operations on groups and who is in them. */
export const groupHandlers = {} satisfies UserPoolHandlers;
