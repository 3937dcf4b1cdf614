import { createAuthRouteHandlers } from "../../../../amplify.js";

let handle;

/** Made at the first request: when Next.js builds, there is no origin yet. */
export function GET(request, context) {
  handle ??= createAuthRouteHandlers({ redirectOnSignInComplete: "/", redirectOnSignOutComplete: "/" });
  return handle(request, context);
}
