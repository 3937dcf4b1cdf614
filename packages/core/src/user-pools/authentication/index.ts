import type { UserPoolHandlers } from "../handlers.ts";
import { initiateAuth } from "./initiate-auth.ts";

/** Operations by which users sign in and out. */
export const authenticationHandlers: UserPoolHandlers = { InitiateAuth: initiateAuth };
