import { InvalidParameterException, NotAuthorizedException } from "@cogmock/protocol/errors";
import type { UserPoolClient, UserPoolClientSettings } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { findSchemaAttribute } from "./attribute-schema.ts";

const DEVELOPER_ONLY_PREFIX = "dev:";

/** Only a code, or an administrator, can say that a contact is verified. */
const VERIFIED_FLAGS: readonly string[] = ["email_verified", "phone_number_verified"];

/** What AWS refuses in `WriteAttributes`. */
const NEVER_IN_WRITE_ATTRIBUTES: readonly string[] = ["sub", ...VERIFIED_FLAGS];

/**
 * Whether a client may see this attribute: one of its `ReadAttributes`; without these, every attribute but those that
 * are for developers only. Nobody is kept from `sub`.
 *
 * unconfirmed: that custom attributes are among those that a client without the list sees, and developer-only ones not.
 *
 * @see "Attribute permissions and scopes" in the Amazon Cognito Developer Guide
 */
export function mayRead(client: UserPoolClient, attributeName: string): boolean {
  if (attributeName === "sub") return true;
  return client.settings.ReadAttributes?.includes(attributeName) ?? !attributeName.startsWith(DEVELOPER_ONLY_PREFIX);
}

/**
 * Checks that a client may set these attributes of its users: those in its `WriteAttributes`; without these, all but
 * those that are for developers only. That a contact is verified it may never say. (What nobody can set, such as `sub`,
 * is refused with the values.)
 *
 * @throws NotAuthorizedException `A client attempted to write unauthorized attribute` (unconfirmed for `email_verified`
 *   and `phone_number_verified`)
 */
export function assertClientMayWrite(client: UserPoolClient, attributeNames: readonly string[]): void {
  const writable = client.settings.WriteAttributes;
  const mayWrite = (name: string) =>
    !VERIFIED_FLAGS.includes(name) && !name.startsWith(DEVELOPER_ONLY_PREFIX) && (writable?.includes(name) ?? true);
  if (!attributeNames.every(mayWrite)) {
    throw new NotAuthorizedException("A client attempted to write unauthorized attribute");
  }
}

/**
 * Whether what a provider says of this attribute is written at sign-ins through a client. That a contact is verified a
 * provider may say where it may say the contact (unconfirmed), for no client can name that in `WriteAttributes`.
 */
export function mayWriteMapped({ settings }: UserPoolClient, attributeName: string): boolean {
  if (attributeName.startsWith(DEVELOPER_ONLY_PREFIX)) return false;
  const name = VERIFIED_FLAGS.includes(attributeName) ? attributeName.replace(/_verified$/, "") : attributeName;
  return settings.WriteAttributes?.includes(name) ?? true;
}

/**
 * Checks the lists of attributes that a client is given: they name attributes of the pool, and what may be written
 * includes what users must have.
 *
 * @param doing what is being done to the client: part of the message
 * @throws InvalidParameterException
 */
export function assertAttributeLists(
  pool: UserPool,
  { ReadAttributes, WriteAttributes }: Pick<UserPoolClientSettings, "ReadAttributes" | "WriteAttributes">,
  doing: "creating" | "updating",
): void {
  const isUnknown = (name: string) => findSchemaAttribute(pool, name) === undefined;
  if (ReadAttributes?.some(isUnknown)) {
    throw new InvalidParameterException(`Invalid read attributes specified while ${doing} a client`);
  }
  if (!WriteAttributes) return;
  const lacksRequired = pool.schema.some(
    ({ Name, Required }) =>
      Required && Name !== undefined && !NEVER_IN_WRITE_ATTRIBUTES.includes(Name) && !WriteAttributes.includes(Name),
  );
  if (lacksRequired || WriteAttributes.some((name) => isUnknown(name) || NEVER_IN_WRITE_ATTRIBUTES.includes(name))) {
    throw new InvalidParameterException(`Invalid write attributes specified while ${doing} a client`);
  }
}
