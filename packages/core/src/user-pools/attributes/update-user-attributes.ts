import type { UpdateUserAttributesRequest, UpdateUserAttributesResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { attributeChanges } from "./attribute-schema.ts";
import { changeAttributes } from "./change-attributes.ts";
import { assertClientMayWrite } from "./client-permissions.ts";
import { CONTACT_ATTRIBUTES, verifiedFlagOf } from "./contact-attributes.ts";

/**
 * Changes attributes of the bearer of an access token. A blank value deletes.
 *
 * A new address that the pool verifies by itself gets a code, as does an old one that is given again and is not yet
 * verified. A new value counts at once, unverified, unless the pool wants it verified before the update.
 *
 * @throws NotAuthorizedException the token is no good, or its client may not write an attribute
 * @throws InvalidParameterException see `attributeChanges`
 * @throws AliasExistsException a value signs another user in
 * @see AWS API Reference, UpdateUserAttributes
 */
export async function updateUserAttributes(
  context: OperationContext,
  input: UpdateUserAttributesRequest,
): Promise<UpdateUserAttributesResponse> {
  const { pool, client, user } = await requireAccessTokenBearer(context, input.AccessToken);
  const names = input.UserAttributes.map(({ Name }) => Name);
  assertClientMayWrite(client, names);
  const changes = attributeChanges(pool, input.UserAttributes, "user");
  const prove = CONTACT_ATTRIBUTES.filter((attribute) => {
    const value = changes[attribute];
    const isVerified = value === user.attributes[attribute] && user.attributes[verifiedFlagOf(attribute)] === "true";
    return value && !isVerified && pool.settings.AutoVerifiedAttributes?.includes(attribute);
  });
  const CodeDeliveryDetailsList = await changeAttributes(context, {
    pool,
    user,
    changes,
    prove,
    caller: { clientId: client.id, clientMetadata: input.ClientMetadata },
    takesOverAliases: false,
  });
  return { CodeDeliveryDetailsList };
}
