import type { User } from "../users/user.ts";
import type { LinkedIdentity } from "./linked-identity.ts";

/** The attribute that lists the accounts at identity providers that a user signs in with. Only the service writes it. */
export const IDENTITIES = "identities";

/** One of these accounts, as the attribute's JSON has it. */
export interface Identity {
  readonly userId: string;
  readonly providerName: string;
  readonly providerType: string;
  readonly issuer: string | null;
  /** Whether the user was made for this account, rather than linked to it. */
  readonly primary: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly dateCreated: number;
}

/** What the attribute lists; nothing, for users who have only a password. */
export function identitiesOf(user: Pick<User, "attributes">): readonly Identity[] {
  const attribute = user.attributes[IDENTITIES];
  if (attribute === undefined) return [];
  // Nobody but this product writes the attribute: see `WRITTEN_BY_THE_SERVICE` in attributes/attribute-schema.ts.
  const identities: readonly Identity[] = JSON.parse(attribute);
  return identities;
}

/** unconfirmed: that the `userId` is the linked value, also where that is no subject and nobody has signed in yet. */
function toIdentity(link: LinkedIdentity): Identity {
  return {
    userId: link.attributeValue,
    providerName: link.providerName,
    providerType: link.providerType,
    issuer: link.issuer,
    primary: false,
    dateCreated: link.linkedAt,
  };
}

/**
 * A user's attributes with `identities` that say what the user is linked to. The account that the user was made for is
 * no link, and stays.
 *
 * @param links all that the user will have. Without any the attribute goes (unconfirmed: AWS may leave an empty list).
 */
export function attributesWithLinks(
  user: Pick<User, "attributes">,
  links: readonly LinkedIdentity[],
): User["attributes"] {
  const { [IDENTITIES]: _, ...others } = user.attributes;
  const identities = [...identitiesOf(user).filter(({ primary }) => primary), ...links.map(toIdentity)];
  return identities.length > 0 ? { ...others, [IDENTITIES]: JSON.stringify(identities) } : others;
}
