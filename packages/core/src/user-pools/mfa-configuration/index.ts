import type { UserPoolHandlers } from "../handlers.ts";
import { getUserPoolMfaConfig } from "./get-user-pool-mfa-config.ts";
import { setUserPoolMfaConfig } from "./set-user-pool-mfa-config.ts";

/** Operations on which second factors a pool offers. */
export const mfaConfigurationHandlers: UserPoolHandlers = {
  GetUserPoolMfaConfig: getUserPoolMfaConfig,
  SetUserPoolMfaConfig: setUserPoolMfaConfig,
};
