/** What browsers go to. Other origins may not read the answers. */
export const PAGE_PATHS = [
  "/oauth2/authorize",
  "/oauth2/idpresponse",
  "/authorize",
  "/login",
  "/logout",
  "/error",
  "/login/continue",
  "/login/passkey",
  "/selectChallenge",
  "/changePassword",
  "/mfa",
  "/mfa/options",
  "/mfa/register",
  "/signup",
  "/confirm",
  "/confirmUser",
  "/event/feedback",
  "/passkeys/add",
  "/resendcode",
  "/forgotPassword",
  "/confirmForgotPassword",
] as const;

/** What AWS has and we do not yet: sign-in through SAML providers. */
export const MISSING_PATHS = ["/saml2/idpresponse", "/saml2/logout"] as const;

/** What clients call, from scripts of any origin too. */
export const CLIENT_PATHS = ["/oauth2/token", "/oauth2/userInfo", "/oauth2/revoke"] as const;

/** A path of a user pool's domain. */
export type HostedPath = (typeof PAGE_PATHS)[number] | (typeof CLIENT_PATHS)[number] | (typeof MISSING_PATHS)[number];

/** All of them. */
export const HOSTED_PATHS: readonly HostedPath[] = [...PAGE_PATHS, ...CLIENT_PATHS, ...MISSING_PATHS];
