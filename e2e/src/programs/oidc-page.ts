// A page of somebody's application: oidc-client-ts as it comes, for a bundler to put into one script.
import { UserManager } from "oidc-client-ts";

export { UserManager };

/** The page's own. */
declare const location: { readonly pathname: string };

/** Where frames come back to that renew a sign-in: what they are told is for the page around them. */
if (location.pathname === "/silent") {
  void new UserManager({ authority: "", client_id: "", redirect_uri: "" }).signinSilentCallback();
}
