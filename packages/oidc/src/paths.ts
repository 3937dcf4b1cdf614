/** What browsers go to. Other origins may not read the answers. */
export const PAGE_PATHS = [
  "/oauth2/authorize",
  "/authorize",
  "/login",
  "/logout",
  "/error",
  "/selectChallenge",
  "/changePassword",
  "/mfa",
  "/mfa/options",
  "/mfa/register",
  "/signup",
  "/confirm",
  "/confirmUser",
  "/resendcode",
  "/forgotPassword",
  "/confirmForgotPassword",
] as const;

/** What clients call, from scripts of any origin too. */
export const CLIENT_PATHS = ["/oauth2/token", "/oauth2/userInfo", "/oauth2/revoke"] as const;

/** A path of a user pool's domain. */
export type HostedPath = (typeof PAGE_PATHS)[number] | (typeof CLIENT_PATHS)[number];
