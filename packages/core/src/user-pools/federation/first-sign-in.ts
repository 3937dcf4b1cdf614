import { cognitoSub } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { newUserAttributes } from "../attributes/attribute-schema.ts";
import { assertVerifiedFlagsHaveValues } from "../attributes/contact-attributes.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { IDENTITIES, type Identity } from "../linked-identities/identities-attribute.ts";
import { withVerifiedContacts } from "../sign-up/auto-verification.ts";
import { postConfirmation } from "../triggers/post-confirmation.ts";
import { preSignUp } from "../triggers/pre-sign-up.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { asAttributeList, assertRequiredAreMapped } from "./mapped-attributes.ts";
import type { ClaimTexts } from "./provider-claims.ts";
import { providerGroupWrites } from "./provider-group.ts";
import { type FederatedIdentity, findLinkedUser, nameIsTaken } from "./user-of-identity.ts";

/** What the event says beside the attributes: as recorded from AWS. */
const NO_ALIASES = { "cognito:email_alias": "", "cognito:phone_number_alias": "" };

/**
 * Makes the user of somebody who has come from a provider for the first time. They are confirmed by that; the pre sign-up
 * trigger may deny it, and verify their contacts. The pool's own triggers of sign-ins are not called (AWS documents).
 *
 * A function that links the identity to a user, while it is being asked about it, comes too late for this sign-in: as
 * reported of AWS. The next one succeeds.
 *
 * @param attributes as mapped
 * @param eventWrites what records the sign-in of the user
 * @returns the user, who is there
 * @throws InvalidParameterException required attributes are missing, or do not fit the pool; the name is taken
 * @throws as `preSignUp`; as `postConfirmation`, the user being there then
 */
export async function signInFirst(
  context: OperationContext,
  client: UserPoolClient,
  identity: FederatedIdentity,
  attributes: ClaimTexts,
  eventWrites: (user: User) => readonly AnyWrite[],
): Promise<User> {
  const { pool, provider, subject, username } = identity;
  assertRequiredAreMapped(pool, attributes);
  const given = newUserAttributes(pool, asAttributeList(attributes));
  assertVerifiedFlagsHaveValues(given);
  const scope = { pool, clientId: client.id, clientMetadata: undefined };
  const decision = await preSignUp(context, "PreSignUp_ExternalProvider", {
    ...scope,
    userName: username,
    attributes: { ...given, ...NO_ALIASES },
    validationData: undefined,
  });
  if (await findLinkedUser(context, identity, attributes)) throw nameIsTaken(identity);
  const now = context.clock.now();
  const own: Identity = {
    userId: subject,
    providerName: provider.name,
    providerType: provider.type,
    issuer: null,
    primary: true,
    dateCreated: now,
  };
  const user: User = {
    userPoolId: pool.id,
    sub: cognitoSub((length) => context.random.bytes(length)),
    username,
    // See `aliasAttributesOf`.
    aliases: [],
    status: "EXTERNAL_PROVIDER",
    enabled: true,
    attributes: { ...withVerifiedContacts(given, decision), [IDENTITIES]: JSON.stringify([own]) },
    createdAt: now,
    modifiedAt: now,
    tokenGeneration: 0,
  };
  const group = await providerGroupWrites(context, provider, user);
  await context.store.commit([users.put(user, { expect: "absent" }), ...group, ...eventWrites(user)]);
  await postConfirmation(context, "PostConfirmation_ConfirmSignUp", { ...scope, user });
  return user;
}
