import type { AdminUpdateUserAttributesRequest, AdminUpdateUserAttributesResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { CLIENT_ID_NOT_APPLICABLE } from "../triggers/call-trigger.ts";
import { requireUser } from "../users/user.ts";
import { waitsForVerification } from "./attribute-codes.ts";
import { attributeChanges } from "./attribute-schema.ts";
import { changeAttributes } from "./change-attributes.ts";
import { changedContacts, verifiedFlagOf } from "./contact-attributes.ts";

/**
 * Changes a user's attributes on an administrator's behalf, the flags of verified addresses included. A blank value
 * deletes.
 *
 * A new address is not verified unless the request says so. Where the pool wants it verified before the update, the
 * user gets a code and keeps the old value, again unless the request says that it is verified. A verified address is
 * taken away from other users as an alias.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException no such user
 * @throws InvalidParameterException see `attributeChanges`
 * @throws AliasExistsException a value signs another user in and does not move
 * @see AWS API Reference, AdminUpdateUserAttributes
 */
export async function adminUpdateUserAttributes(
  context: OperationContext,
  input: AdminUpdateUserAttributesRequest,
): Promise<AdminUpdateUserAttributesResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  const changes = attributeChanges(pool, input.UserAttributes, "administrator");
  const prove = changedContacts(user.attributes, changes).filter(
    (attribute) =>
      changes[attribute] !== "" &&
      changes[verifiedFlagOf(attribute)] !== "true" &&
      waitsForVerification(pool, attribute),
  );
  const caller = { clientId: CLIENT_ID_NOT_APPLICABLE, clientMetadata: input.ClientMetadata };
  await changeAttributes(context, { pool, user, changes, prove, caller, takesOverAliases: true });
  return {};
}
