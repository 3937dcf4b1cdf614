import type { Group } from "../groups/group.ts";
import { IDENTITIES, identitiesOf } from "../linked-identities/identities-attribute.ts";
import type { GroupClaims } from "../triggers/pre-token-generation.ts";
import type { User } from "../users/user.ts";

/**
 * What tokens say of a user's groups: their names, their roles, and the role that wins, unless the strongest groups tie
 * with different ones.
 *
 * @param groups strongest first
 * @see "Assigning precedence values to groups" in the Amazon Cognito Developer Guide
 */
export function groupClaimsOf(groups: readonly Group[]): GroupClaims {
  const withRole = groups.filter((group) => group.roleArn !== undefined);
  const claims = { groups: groups.map((group) => group.name), roles: withRole.map((group) => group.roleArn ?? "") };
  const strongest = withRole[0];
  if (!strongest) return claims;
  const tied = withRole.filter((group) => group.precedence === strongest.precedence);
  const roleIsClear = tied.every((group) => group.roleArn === strongest.roleArn);
  return roleIsClear ? { ...claims, preferredRole: strongest.roleArn } : claims;
}

/** The attributes that are no strings in an ID token. All others are, custom ones of whatever type among them. */
const CLAIM_OF: ReadonlyMap<string, (value: string) => unknown> = new Map<string, (value: string) => unknown>([
  ["email_verified", (value) => value === "true"],
  ["phone_number_verified", (value) => value === "true"],
  ["updated_at", (value) => Number(value)],
  // OpenID Connect Core 1.0, section 5.1.1.
  ["address", (value) => ({ formatted: value })],
]);

/**
 * The claims of an ID token that come from the user's attributes.
 *
 * @param mayRead whether the client may read the attribute of this name
 */
export function attributeClaims(user: User, mayRead: (name: string) => boolean): Record<string, unknown> {
  const claims: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(user.attributes)) {
    if (name === IDENTITIES || !mayRead(name)) continue;
    const toClaim = CLAIM_OF.get(name);
    claims[name] = toClaim ? toClaim(value) : value;
  }
  return claims;
}

/**
 * The `identities` of an ID token: those of the attribute, with their booleans and numbers as strings. No client has to
 * ask for it. Absent for users who have only a password.
 */
export function identitiesClaim(user: User): { readonly identities?: readonly object[] } {
  const identities = identitiesOf(user);
  if (identities.length === 0) return {};
  return {
    identities: identities.map((identity) => ({
      ...identity,
      primary: String(identity.primary),
      dateCreated: String(identity.dateCreated),
    })),
  };
}
