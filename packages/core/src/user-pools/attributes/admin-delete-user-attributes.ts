import type { AdminDeleteUserAttributesRequest, AdminDeleteUserAttributesResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { CLIENT_ID_NOT_APPLICABLE } from "../triggers/call-trigger.ts";
import { requireUser } from "../users/user.ts";
import { changeAttributes } from "./change-attributes.ts";
import { attributeDeletions } from "./delete-attributes.ts";

/**
 * Deletes attributes of a user on an administrator's behalf.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException no such user
 * @throws InvalidParameterException see `attributeDeletions`
 * @see AWS API Reference, AdminDeleteUserAttributes
 */
export async function adminDeleteUserAttributes(
  context: OperationContext,
  input: AdminDeleteUserAttributesRequest,
): Promise<AdminDeleteUserAttributesResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  const changes = attributeDeletions(pool, input.UserAttributeNames, "administrator");
  const caller = { clientId: CLIENT_ID_NOT_APPLICABLE, clientMetadata: undefined };
  await changeAttributes(context, { pool, user, changes, prove: [], caller, takesOverAliases: false });
  return {};
}
