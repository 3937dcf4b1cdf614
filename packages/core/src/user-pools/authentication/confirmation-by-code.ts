import type { OperationContext } from "../../operation-context.ts";
import { callsFunction } from "../triggers/call-trigger.ts";
import { postConfirmation } from "../triggers/post-confirmation.ts";
import { NO_TAKEOVER } from "../users/alias-takeover.ts";
import { asAliasExists } from "../users/taken-names.ts";
import { assertEnabled } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { unknownUser } from "./first-factor.ts";
import { answerMetadataOf } from "./sign-in-call.ts";
import type { SignIn } from "./sign-in.ts";

/**
 * A sign-in whose code has confirmed a sign-up. Where the pool has a post confirmation trigger, the user is confirmed in a
 * commit of its own, before the function is called: what it does to them, such as putting them into a group, shows in the
 * tokens; where it throws, they stay confirmed.
 *
 * unconfirmed: that AWS calls it here, as it does at ConfirmSignUp. That the code confirms the user is documented.
 *
 * @param signIn of the user as the code leaves them
 * @throws AliasExistsException somebody else has the address that the code was sent to
 * @throws NotAuthorizedException, UserNotFoundException the function has disabled or deleted the user
 * @throws as `postConfirmation`
 */
export async function confirmed(context: OperationContext, signIn: SignIn): Promise<SignIn> {
  const { pool, client, user, userAsRead, call } = signIn;
  if (userAsRead.status !== "UNCONFIRMED" || user.status === "UNCONFIRMED") return signIn;
  if (!callsFunction(context, pool, "PostConfirmation")) return signIn;
  try {
    await context.store.commit([users.put(user, { expect: userAsRead })]);
  } catch (error) {
    throw asAliasExists(pool, user, NO_TAKEOVER, error);
  }
  await postConfirmation(context, "PostConfirmation_ConfirmSignUp", {
    pool,
    clientId: client.id,
    user,
    clientMetadata: answerMetadataOf(call),
  });
  const now = await context.store.get(users, [user.userPoolId, user.sub]);
  if (!now) throw unknownUser(client);
  assertEnabled(now);
  return { ...signIn, user: now, userAsRead: now };
}
