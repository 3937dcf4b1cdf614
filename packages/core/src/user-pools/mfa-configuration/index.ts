import type { UserPoolHandlers } from "../handlers.ts";

/** Operations on which second factors a pool offers. */
export const mfaConfigurationHandlers = {} satisfies UserPoolHandlers;
