import type { AdminCreateUserRequest, AdminCreateUserResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { newUserAttributes } from "../attributes/attribute-schema.ts";
import { assertVerifiedFlagsHaveValues } from "../attributes/contact-attributes.ts";
import { commitAndSend } from "../messages/send-messages.ts";
import { offersOneTimePasswords } from "../pools/settings/sign-in-policy.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { callsFunction, CLIENT_ID_NOT_APPLICABLE } from "../triggers/call-trigger.ts";
import { preSignUp, validationDataOf } from "../triggers/pre-sign-up.ts";
import { NO_TAKEOVER, takeOverAliases } from "./alias-takeover.ts";
import { invitationsWithout, inviteWithPassword } from "./invitation.ts";
import { newUserIdentity } from "./new-user-identity.ts";
import { resendInvitation } from "./resend-invitation.ts";
import { asUsernameExists, assertNamesAreFree } from "./taken-names.ts";
import { toUserType, type User } from "./user.ts";
import { users } from "./users.collection.ts";

/**
 * Creates a user on an administrator's behalf, with a temporary password, and invites them. With `MessageAction`
 * `RESEND`, invites an existing user again.
 *
 * Required attributes may be missing. A user without a password, which is possible where codes sign in, is `CONFIRMED`
 * at once (unconfirmed).
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException the username or an attribute does not fit the pool
 * @throws InvalidPasswordException the temporary password does not meet the pool's policy
 * @throws UsernameExistsException the username is taken, or, without `ForceAliasCreation`, an alias is
 * @throws UserNotFoundException, UnsupportedUserStateException see `resendInvitation`
 * @throws as `preSignUp`
 * @see AWS API Reference, AdminCreateUser
 */
export async function adminCreateUser(
  context: OperationContext,
  input: AdminCreateUserRequest,
): Promise<AdminCreateUserResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  return input.MessageAction === "RESEND" ? resendInvitation(context, pool, input) : createUser(context, pool, input);
}

async function createUser(
  context: OperationContext,
  pool: UserPool,
  input: AdminCreateUserRequest,
): Promise<AdminCreateUserResponse> {
  const identity = newUserIdentity(context, pool, input.Username, newUserAttributes(pool, input.UserAttributes));
  assertVerifiedFlagsHaveValues(identity.attributes);
  const isPasswordless = input.TemporaryPassword === undefined && offersOneTimePasswords(pool);
  const status = isPasswordless ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
  const invited = { ...identity, status } as const;
  const { password, messages } = isPasswordless
    ? { password: {}, messages: invitationsWithout(pool, invited, input) }
    : await inviteWithPassword(context, pool, invited, input);
  const now = context.clock.now();
  const user: User = {
    userPoolId: pool.id,
    ...invited,
    enabled: true,
    createdAt: now,
    modifiedAt: now,
    ...password,
    tokenGeneration: 0,
  };
  await preSignUp(context, "PreSignUp_AdminCreateUser", {
    pool,
    clientId: CLIENT_ID_NOT_APPLICABLE,
    userName: user.username,
    attributes: user.attributes,
    validationData: validationDataOf(input),
    clientMetadata: input.ClientMetadata,
  });
  const takeover = input.ForceAliasCreation ? await takeOverAliases(context, pool, user) : NO_TAKEOVER;
  if (callsFunction(context, pool, "CustomMessage")) await assertNamesAreFree(context, pool, user, takeover);
  try {
    await commitAndSend(context, [users.put(user, { expect: "absent" }), ...takeover.writes], messages, {
      source: "AdminCreateUser",
      clientId: CLIENT_ID_NOT_APPLICABLE,
      clientMetadata: input.ClientMetadata,
    });
  } catch (error) {
    throw asUsernameExists(pool, user, takeover, error);
  }
  return { User: toUserType(user) };
}
