import type { UserPoolHandlers } from "../handlers.ts";
import { adminInitiateAuth } from "./admin-initiate-auth.ts";
import { adminRespondToAuthChallenge } from "./admin-respond-to-auth-challenge.ts";
import { initiateAuth } from "./initiate-auth.ts";
import { respondToAuthChallenge } from "./respond-to-auth-challenge.ts";

/** Operations by which users sign in. Those that renew and end sign-ins are with the tokens. */
export const authenticationHandlers: UserPoolHandlers = {
  InitiateAuth: initiateAuth,
  AdminInitiateAuth: adminInitiateAuth,
  RespondToAuthChallenge: respondToAuthChallenge,
  AdminRespondToAuthChallenge: adminRespondToAuthChallenge,
};
