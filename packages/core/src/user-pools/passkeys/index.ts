import type { UserPoolHandlers } from "../handlers.ts";
import { completeWebAuthnRegistration } from "./complete-web-authn-registration.ts";
import { deleteWebAuthnCredential } from "./delete-web-authn-credential.ts";
import { listWebAuthnCredentials } from "./list-web-authn-credentials.ts";
import { startWebAuthnRegistration } from "./start-web-authn-registration.ts";

/** Operations on users' passkeys. Sign-in with one is a challenge of the sign-in. */
export const passkeyHandlers: UserPoolHandlers = {
  StartWebAuthnRegistration: startWebAuthnRegistration,
  CompleteWebAuthnRegistration: completeWebAuthnRegistration,
  ListWebAuthnCredentials: listWebAuthnCredentials,
  DeleteWebAuthnCredential: deleteWebAuthnCredential,
};
