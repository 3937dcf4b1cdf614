import type { DeleteUserAttributesRequest, DeleteUserAttributesResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { changeAttributes } from "./change-attributes.ts";
import { assertClientMayWrite } from "./client-permissions.ts";
import { attributeDeletions } from "./delete-attributes.ts";

/**
 * Deletes attributes of the bearer of an access token.
 *
 * @throws NotAuthorizedException the token is no good, or its client may not write an attribute
 * @throws InvalidParameterException see `attributeDeletions`
 * @see AWS API Reference, DeleteUserAttributes
 */
export async function deleteUserAttributes(
  context: OperationContext,
  input: DeleteUserAttributesRequest,
): Promise<DeleteUserAttributesResponse> {
  const { pool, client, user } = await requireAccessTokenBearer(context, input.AccessToken);
  assertClientMayWrite(client, input.UserAttributeNames);
  const changes = attributeDeletions(pool, input.UserAttributeNames, "user");
  const caller = { clientId: client.id, clientMetadata: undefined };
  await changeAttributes(context, { pool, user, changes, prove: [], caller, takesOverAliases: false });
  return {};
}
