import type { UserPoolHandlers } from "../handlers.ts";

/** Operations on the tags of user pools. */
export const tagHandlers = {} satisfies UserPoolHandlers;
