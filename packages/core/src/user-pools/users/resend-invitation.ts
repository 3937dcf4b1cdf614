import { UnsupportedUserStateException } from "@cogmock/protocol/errors";
import type { AdminCreateUserRequest, AdminCreateUserResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { commitAndSend } from "../messages/send-messages.ts";
import { CLIENT_ID_NOT_APPLICABLE } from "../triggers/call-trigger.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { inviteWithPassword } from "./invitation.ts";
import { requireUser, reviseUser, toUserType } from "./user.ts";
import { users } from "./users.collection.ts";

/**
 * AdminCreateUser with `MessageAction` `RESEND`: a new temporary password, good for the full time again, to a user who
 * has not yet signed in. Attributes in the request are ignored (unconfirmed).
 *
 * @throws UserNotFoundException `User does not exist.`
 * @throws UnsupportedUserStateException `Resend not possible. <username> status is not FORCE_CHANGE_PASSWORD`
 * @throws InvalidPasswordException the temporary password does not meet the pool's policy
 */
export async function resendInvitation(
  context: OperationContext,
  pool: UserPool,
  input: AdminCreateUserRequest,
): Promise<AdminCreateUserResponse> {
  const user = await requireUser(context, pool, input.Username);
  if (user.status !== "FORCE_CHANGE_PASSWORD") {
    throw new UnsupportedUserStateException(
      `Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`,
    );
  }
  const { password, messages } = await inviteWithPassword(context, pool, user, input);
  const invited = reviseUser(pool, user, password, context.clock.now());
  await commitAndSend(context, [users.put(invited, { expect: user })], messages, {
    source: "AdminCreateUser",
    clientId: CLIENT_ID_NOT_APPLICABLE,
    clientMetadata: input.ClientMetadata,
  });
  return { User: toUserType(invited) };
}
