// The OAuth 2.0 and OpenID Connect endpoints of user pools, and their sign-in pages.
export { createOidc, type Oidc, type OidcOptions } from "./create-oidc.ts";
export type { IncomingHostedRequest } from "./http/hosted-request.ts";
