import { allowsChoice } from "../choice/sign-in-after-sign-up.ts";
import type { HostedClient } from "./grant-tokens.ts";
import { isClassic } from "./hosted-look.ts";

/**
 * Whether the pages ask for a name first, and then how its user wants to sign in: where the client allows `USER_AUTH`, the
 * pool has something else than passwords, and the pages are those of managed login.
 *
 * unconfirmed: that the sign-in page asks for both at once where passwords are all that there is.
 *
 * @see "Configure authentication methods for managed login" and "Things to know about authentication with user pools" in
 *   the Amazon Cognito Developer Guide
 */
export function offersChoice({ pool, client }: HostedClient): boolean {
  const { AllowedFirstAuthFactors = [] } = pool.settings.Policies.SignInPolicy;
  return allowsChoice(client) && !isClassic(pool) && AllowedFirstAuthFactors.some((factor) => factor !== "PASSWORD");
}
