import type { UserPoolHandlers } from "../handlers.ts";

/** Operations by which people become users. */
export const signUpHandlers = {} satisfies UserPoolHandlers;
