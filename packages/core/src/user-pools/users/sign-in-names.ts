import { type UserPool, usernamesAreCaseSensitive } from "../pools/user-pool.ts";

/** A username or alias as it is compared: in lower case, where the pool ignores case. */
export function normalizeSignInName(pool: UserPool, name: string): string {
  return usernamesAreCaseSensitive(pool) ? name : name.toLowerCase();
}

/**
 * The names besides the username that sign a user in, normalized.
 *
 * In a pool with `UsernameAttributes` these are the user's e-mail address and phone number, verified or not. In a pool
 * with `AliasAttributes` an e-mail address or phone number counts once it is verified, `preferred_username` as soon as
 * it is set.
 *
 * @see "Customizing sign-in attributes" in the Amazon Cognito Developer Guide
 */
export function aliasesOf(pool: UserPool, attributes: Readonly<Record<string, string>>): string[] {
  const names: (string | undefined)[] = [];
  for (const attribute of pool.settings.UsernameAttributes ?? []) names.push(attributes[attribute]);
  for (const attribute of pool.settings.AliasAttributes ?? []) {
    const counts = attribute === "preferred_username" || attributes[`${attribute}_verified`] === "true";
    if (counts) names.push(attributes[attribute]);
  }
  return names.flatMap((name) => (name ? [normalizeSignInName(pool, name)] : []));
}
