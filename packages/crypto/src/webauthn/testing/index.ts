export { createAuthenticator, flag } from "./authenticator.ts";
