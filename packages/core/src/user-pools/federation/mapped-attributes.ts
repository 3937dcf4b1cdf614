import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { AttributeType } from "@cogmock/protocol/user-pools";
import { mayWriteMapped } from "../attributes/client-permissions.ts";
import { CONTACT_ATTRIBUTES, verifiedFlagOf } from "../attributes/contact-attributes.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { IdentityProvider } from "../identity-providers/identity-provider.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { ClaimTexts } from "./provider-claims.ts";

/** "Attribute values must be no longer than 2,048 characters" in the Amazon Cognito Developer Guide */
const MAX_LENGTH = 2048;

/** The user's name at the provider, which is no attribute. */
const USERNAME = "username";

/** @throws InvalidParameterException a value is too long. unconfirmed: the text */
function assertNotTooLong(values: ClaimTexts): void {
  const tooLong = Object.entries(values).find(([, value]) => value.length > MAX_LENGTH);
  if (tooLong === undefined) return;
  throw new InvalidParameterException(
    `Attributes did not conform to the schema: ${tooLong[0]}: String must be no longer than ${MAX_LENGTH} characters`,
  );
}

/**
 * An address is not verified unless the provider says so, at each sign-in anew. What it says of an address that it does not
 * name counts for nothing (unconfirmed).
 *
 * unconfirmed: that one which was verified otherwise, and stays the same, is not verified any more.
 */
function withVerifiedFlags(values: ClaimTexts): ClaimTexts {
  const completed: Record<string, string> = { ...values };
  for (const attribute of CONTACT_ATTRIBUTES) {
    const flag = verifiedFlagOf(attribute);
    if (completed[attribute]) completed[flag] ??= "false";
    else if (completed[attribute] === "") completed[flag] = "";
    else delete completed[flag];
  }
  return completed;
}

/**
 * The attributes that a provider's claims say of a user, by its mapping: those that the client may write, and for which
 * there is a claim. The empty text takes an attribute away. Whether they fit the pool is not looked at.
 *
 * @throws InvalidParameterException a value is too long
 * @see "Mapping IdP attributes to profiles and tokens" in the Amazon Cognito Developer Guide
 */
export function mappedAttributes(
  client: UserPoolClient,
  { attributeMapping }: Pick<IdentityProvider, "attributeMapping">,
  claims: ClaimTexts,
): ClaimTexts {
  const values: Record<string, string> = {};
  for (const [attribute, claim] of Object.entries(attributeMapping)) {
    const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
    if (attribute !== USERNAME && value !== undefined && mayWriteMapped(client, attribute)) values[attribute] = value;
  }
  assertNotTooLong(values);
  return withVerifiedFlags(values);
}

/** Attributes as the operations have them. */
export function asAttributeList(values: ClaimTexts): AttributeType[] {
  return Object.entries(values).map(([Name, Value]) => ({ Name, Value }));
}

/**
 * Checks that a new user has what users of the pool must have.
 *
 * @throws InvalidParameterException `attributes required: [email]`: as recorded from AWS
 */
export function assertRequiredAreMapped(pool: UserPool, values: ClaimTexts): void {
  const missing = pool.schema.flatMap(({ Name = "", Required }) =>
    Required && Name !== "sub" && !values[Name] ? [Name] : [],
  );
  if (missing.length > 0) throw new InvalidParameterException(`attributes required: [${missing.join(", ")}]`);
}
