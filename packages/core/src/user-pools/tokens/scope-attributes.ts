/** `profile` shows custom attributes, too. */
const CUSTOM_PREFIX = "custom:";

/** The attributes that each scope of OpenID Connect shows. */
const ATTRIBUTES: Readonly<Record<string, ReadonlySet<string>>> = {
  email: new Set(["email", "email_verified"]),
  phone: new Set(["phone_number", "phone_number_verified"]),
  profile: new Set(
    (
      "name family_name given_name middle_name nickname preferred_username profile picture website gender birthdate " +
      "zoneinfo locale updated_at"
    ).split(" "),
  ),
};

/**
 * Whether an ID token or userInfo of these scopes shows an attribute. `openid` alone shows all.
 *
 * @see "Scopes, M2M, and resource servers" in the Amazon Cognito Developer Guide
 */
export function isInScope(scopes: readonly string[], attributeName: string): boolean {
  const shown = scopes.flatMap((scope) => ATTRIBUTES[scope] ?? []);
  if (shown.length === 0 || attributeName === "sub") return true;
  if (attributeName.startsWith(CUSTOM_PREFIX)) return scopes.includes("profile");
  return shown.some((names) => names.has(attributeName));
}

/**
 * The attributes that a client has to be able to read to be granted these scopes.
 *
 * unconfirmed: that `profile` needs none. AWS documents it of `email` without `email_verified`.
 */
export function attributesNeeded(scopes: readonly string[]): readonly string[] {
  return ["email", "phone"]
    .filter((scope) => scopes.includes(scope))
    .flatMap((scope) => [...(ATTRIBUTES[scope] ?? [])]);
}
