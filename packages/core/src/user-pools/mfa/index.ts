import type { UserPoolHandlers } from "../handlers.ts";
import { adminDeleteSoftwareToken } from "./admin-delete-software-token.ts";
import { adminGetUserAuthFactors } from "./admin-get-user-auth-factors.ts";
import { adminSetUserMfaPreference } from "./admin-set-user-mfa-preference.ts";
import { adminSetUserSettings } from "./admin-set-user-settings.ts";
import { associateSoftwareToken } from "./associate-software-token.ts";
import { getUserAuthFactors } from "./get-user-auth-factors.ts";
import { setUserMfaPreference } from "./set-user-mfa-preference.ts";
import { setUserSettings } from "./set-user-settings.ts";
import { verifySoftwareToken } from "./verify-software-token.ts";

/** Operations on users' second factors. Which ones a pool offers is in the MFA configuration. */
export const mfaHandlers: UserPoolHandlers = {
  AdminDeleteSoftwareToken: adminDeleteSoftwareToken,
  AdminGetUserAuthFactors: adminGetUserAuthFactors,
  AdminSetUserMFAPreference: adminSetUserMfaPreference,
  AdminSetUserSettings: adminSetUserSettings,
  AssociateSoftwareToken: associateSoftwareToken,
  GetUserAuthFactors: getUserAuthFactors,
  SetUserMFAPreference: setUserMfaPreference,
  SetUserSettings: setUserSettings,
  VerifySoftwareToken: verifySoftwareToken,
};
