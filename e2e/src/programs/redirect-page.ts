// A page of somebody's application: AWS Amplify as it comes, whose users sign in on the pages of the pool. For a bundler to
// put into one script.
import { Amplify, type ResourcesConfig } from "aws-amplify";
import { Hub } from "aws-amplify/utils";

export { fetchAuthSession, fetchUserAttributes, getCurrentUser, signInWithRedirect, signOut } from "aws-amplify/auth";

/** The page's own. */
declare const sessionStorage: { getItem(key: string): string | null };

/** What Amplify has said of sign-ins since the page was loaded. */
export const heard: { readonly event: string; readonly told: unknown }[] = [];

Hub.listen("auth", ({ payload }) => {
  const told = "data" in payload ? payload.data : undefined;
  const error = typeof told === "object" && told !== null && "error" in told ? told.error : undefined;
  heard.push({ event: payload.event, told: error instanceof Error ? `${error.name}: ${error.message}` : told });
});

const configuration = sessionStorage.getItem("configuration");
if (configuration !== null) {
  const settings: ResourcesConfig = JSON.parse(configuration);
  Amplify.configure(settings);
}
