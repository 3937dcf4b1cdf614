import type { Group } from "../groups/group.ts";
import type { User } from "../users/user.ts";

/** The ARNs of the roles of these groups, and the one that wins. */
export interface GroupRoles {
  readonly roles: readonly string[];
  /** Absent where the strongest groups tie with different roles. */
  readonly preferredRole?: string;
}

/**
 * The roles that a user has through groups.
 *
 * @param groups strongest first
 * @see "Assigning precedence values to groups" in the Amazon Cognito Developer Guide
 */
export function rolesOf(groups: readonly Group[]): GroupRoles {
  const withRole = groups.filter((group) => group.roleArn !== undefined);
  const roles = withRole.map((group) => group.roleArn ?? "");
  const strongest = withRole[0];
  if (!strongest) return { roles };
  const tied = withRole.filter((group) => group.precedence === strongest.precedence);
  const roleIsClear = tied.every((group) => group.roleArn === strongest.roleArn);
  return roleIsClear && strongest.roleArn !== undefined ? { roles, preferredRole: strongest.roleArn } : { roles };
}

/** How an attribute stands in an ID token: a boolean, a number, an object or, as all custom attributes do, a string. */
function toClaim(name: string, value: string): unknown {
  switch (name) {
    case "email_verified":
    case "phone_number_verified":
      return value === "true";
    case "updated_at":
      return Number(value);
    case "address":
      return { formatted: value };
    case "identities":
      return JSON.parse(value);
    default:
      return value;
  }
}

/**
 * The claims of an ID token that come from the user's attributes.
 *
 * @param readable whether the client may read the attribute of this name
 */
export function attributeClaims(user: User, readable: (name: string) => boolean): Record<string, unknown> {
  const claims: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(user.attributes)) {
    if (readable(name)) claims[name] = toClaim(name, value);
  }
  return claims;
}
