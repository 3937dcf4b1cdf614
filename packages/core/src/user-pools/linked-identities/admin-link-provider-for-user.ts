import { InvalidParameterException, LimitExceededException } from "@cogmock/protocol/errors";
import type { AdminLinkProviderForUserRequest, AdminLinkProviderForUserResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findSchemaAttribute } from "../attributes/attribute-schema.ts";
import { type IdentityProvider, requireIdentityProvider } from "../identity-providers/identity-provider.ts";
import { isSocial } from "../identity-providers/provider-types.ts";
import { entityIdIn } from "../identity-providers/saml-metadata.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { reviseUser, type User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { attributesWithLinks } from "./identities-attribute.ts";
import { linkedIdentities } from "./linked-identities.collection.ts";
import {
  findLinkedIdentity,
  type LinkedIdentity,
  linkedIdentitiesOfUser,
  MAX_LINKED_IDENTITIES,
} from "./linked-identity.ts";
import {
  COGNITO,
  COGNITO_SUBJECT,
  findFederatedUser,
  type ProviderUser,
  requirePoolUser,
  toProviderUser,
} from "./provider-user.ts";

/** AWS's refusals. */
const REFUSALS = {
  localSource:
    "Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as a DestinationUser",
  signedUpSource:
    "Merging is not currently supported, provide a SourceUser that has not been signed up in order to link",
  /** unconfirmed: for a source that is linked to somebody else. Programs in public take it to say that as well. */
  linkedSource: "SourceUser is already linked to DestinationUser",
  /** unconfirmed: the text. */
  socialSourceByAttribute: `ProviderAttributeName must be ${COGNITO_SUBJECT} for a social identity provider`,
  /** unconfirmed: the text. */
  immutableAttribute: (name: string) => `Invalid DestinationUser: the attribute ${name} is not mutable`,
  /** unconfirmed: the text. */
  tooMany: `A user cannot be linked to more than ${MAX_LINKED_IDENTITIES} identities.`,
};

/**
 * @throws InvalidParameterException the source is a user of the pool itself, or of a social provider by an attribute
 * @throws ResourceNotFoundException the pool has no such provider (unconfirmed: class and text)
 */
async function requireSourceProvider(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  { providerName, attributeName }: ProviderUser,
): Promise<IdentityProvider> {
  if (providerName === COGNITO) throw new InvalidParameterException(REFUSALS.localSource);
  const provider = await requireIdentityProvider(context, pool, providerName);
  if (isSocial(provider.type) && attributeName !== COGNITO_SUBJECT) {
    throw new InvalidParameterException(REFUSALS.socialSourceByAttribute);
  }
  return provider;
}

/** The `issuer` of identities: the entity id of a SAML provider, where its metadata is here; `null` for others. */
function issuerOf({ type, details }: IdentityProvider): string | null {
  return type === "SAML" ? (entityIdIn(details["MetadataFile"] ?? "") ?? null) : null;
}

/**
 * The source must be nobody yet. A user with a password whose name is that of a federated user is in the way as well:
 * as reported of AWS.
 *
 * @throws InvalidParameterException there is a user of the source's name, or it is linked to a user
 */
async function assertSourceIsNew(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  source: ProviderUser,
): Promise<void> {
  const namesake =
    source.attributeName === COGNITO_SUBJECT
      ? await findFederatedUser(context, pool, source.providerName, source.attributeValue)
      : undefined;
  if (namesake) {
    const isFederated = namesake.status === "EXTERNAL_PROVIDER";
    throw new InvalidParameterException(isFederated ? REFUSALS.signedUpSource : REFUSALS.localSource);
  }
  if (await findLinkedIdentity(context, pool, source)) throw new InvalidParameterException(REFUSALS.linkedSource);
}

/**
 * Sign-ins through the provider write a linked user's attributes anew, which these would not allow.
 *
 * @throws InvalidParameterException the user has an attribute that cannot change
 */
function assertAttributesAreMutable(pool: UserPool, user: User): void {
  const immutable = Object.keys(user.attributes).find((name) => findSchemaAttribute(pool, name)?.Mutable === false);
  if (immutable !== undefined) throw new InvalidParameterException(REFUSALS.immutableAttribute(immutable));
}

/**
 * Links somebody who has not yet signed in through their identity provider, the source, to a user of the pool, the
 * destination: at their sign-ins they will be that user. The user's `identities` list them from now on.
 *
 * Every link writes its user too, so that of racing links the sixth is seen as the sixth.
 *
 * @throws ResourceNotFoundException no such pool, or no such provider in it
 * @throws UserNotFoundException no such destination
 * @throws InvalidParameterException a member is missing; the source is a user of the pool itself, has signed in or is
 *   linked; the destination has an attribute that cannot change
 * @throws LimitExceededException the destination has as many links as a user can have
 * @see AWS API Reference, AdminLinkProviderForUser
 */
export async function adminLinkProviderForUser(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: AdminLinkProviderForUserRequest,
): Promise<AdminLinkProviderForUserResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const source = toProviderUser(input.SourceUser);
  const provider = await requireSourceProvider(context, pool, source);
  const user = await requirePoolUser(context, pool, input.DestinationUser);
  await assertSourceIsNew(context, pool, source);
  assertAttributesAreMutable(pool, user);
  const links = await linkedIdentitiesOfUser(context, user);
  if (links.length >= MAX_LINKED_IDENTITIES) throw new LimitExceededException(REFUSALS.tooMany);

  const now = context.clock.now();
  const link: LinkedIdentity = {
    ...source,
    userPoolId: pool.id,
    providerType: provider.type,
    issuer: issuerOf(provider),
    sub: user.sub,
    linkedAt: now,
  };
  const revised = reviseUser(pool, user, { attributes: attributesWithLinks(user, [...links, link]) }, now);
  await context.store.commit([linkedIdentities.put(link, { expect: "absent" }), users.put(revised, { expect: user })]);
  return {};
}
