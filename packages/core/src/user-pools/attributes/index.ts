import type { UserPoolHandlers } from "../handlers.ts";

/** Operations on the attributes of users and their verification. */
export const attributeHandlers = {} satisfies UserPoolHandlers;
