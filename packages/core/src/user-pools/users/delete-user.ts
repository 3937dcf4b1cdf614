import type { DeleteUserRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { deletionWritesOfUser } from "./user-deletion.ts";

/**
 * Deletes the bearer of an access token.
 *
 * @throws NotAuthorizedException the token is no good: see `requireAccessTokenBearer`
 * @throws UserNotFoundException `User does not exist.`, where the user has been deleted before
 * @see AWS API Reference, DeleteUser
 */
export async function deleteUser(
  context: Pick<OperationContext, "store" | "clock">,
  input: DeleteUserRequest,
): Promise<void> {
  const { user } = await requireAccessTokenBearer(context, input.AccessToken);
  await context.store.commit(await deletionWritesOfUser(context, user));
}
