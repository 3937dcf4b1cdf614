import { attributeHandlers } from "./attributes/index.ts";
import { authEventHandlers } from "./auth-events/index.ts";
import { authenticationHandlers } from "./authentication/index.ts";
import { clientHandlers } from "./clients/index.ts";
import { deviceHandlers } from "./devices/index.ts";
import { domainHandlers } from "./domains/index.ts";
import { groupHandlers } from "./groups/index.ts";
import type { UserPoolHandlers } from "./handlers.ts";
import { identityProviderHandlers } from "./identity-providers/index.ts";
import { linkedIdentityHandlers } from "./linked-identities/index.ts";
import { managedLoginBrandingHandlers } from "./managed-login-branding/index.ts";
import { mfaHandlers } from "./mfa/index.ts";
import { mfaConfigurationHandlers } from "./mfa-configuration/index.ts";
import { passkeyHandlers } from "./passkeys/index.ts";
import { passwordHandlers } from "./passwords/index.ts";
import { poolHandlers } from "./pools/index.ts";
import { resourceServerHandlers } from "./resource-servers/index.ts";
import { riskConfigurationHandlers } from "./risk-configuration/index.ts";
import { sessionHandlers } from "./sessions/index.ts";
import { signUpHandlers } from "./sign-up/index.ts";
import { tagHandlers } from "./tags/index.ts";
import { termsHandlers } from "./terms/index.ts";
import { tokenHandlers } from "./tokens/index.ts";
import { uiCustomizationHandlers } from "./ui-customization/index.ts";
import { userHandlers } from "./users/index.ts";

/** Every user-pool operation that has a handler. */
export const userPoolHandlers: UserPoolHandlers = {
  ...poolHandlers,
  ...tagHandlers,
  ...mfaConfigurationHandlers,
  ...mfaHandlers,
  ...domainHandlers,
  ...resourceServerHandlers,
  ...clientHandlers,
  ...uiCustomizationHandlers,
  ...managedLoginBrandingHandlers,
  ...termsHandlers,
  ...userHandlers,
  ...attributeHandlers,
  ...signUpHandlers,
  ...passwordHandlers,
  ...passkeyHandlers,
  ...groupHandlers,
  ...identityProviderHandlers,
  ...linkedIdentityHandlers,
  ...authenticationHandlers,
  ...deviceHandlers,
  ...tokenHandlers,
  ...sessionHandlers,
  ...authEventHandlers,
  ...riskConfigurationHandlers,
};
