import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { hidesUserExistence } from "../sign-up/user-of-client.ts";
import { callsFunction } from "../triggers/call-trigger.ts";
import { preAuthentication } from "../triggers/pre-authentication.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { assertMaySignIn, unknownUser } from "./first-factor.ts";
import type { SignInCall } from "./sign-in-call.ts";

/** A sign-in that has not begun yet. */
interface SignInAttempt {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** The call that begins the sign-in. */
  readonly call: SignInCall;
  /** The user, whom `assertAdmitted` lets in. Absent, for a client that hides that nobody has the name. */
  readonly user: Stored<User> | undefined;
  /** Whom this way to sign in lets in; by default `assertMaySignIn`. */
  readonly assertAdmitted?: (user: User) => void;
  /** The name as typed. */
  readonly username: string;
}

/**
 * Asks the pool's pre authentication trigger, before a password is looked at; for a stranger too.
 *
 * @returns the user as the trigger leaves them: it may have changed them, even their password, by operations of its own
 * @throws UserNotFoundException `User does not exist.`, where the trigger has deleted them
 * @throws as `preAuthentication` and `assertAdmitted`
 */
export async function beforeAuthentication(
  context: Pick<OperationContext, "store" | "invokeOnce" | "caller">,
  { pool, client, call, user, username, assertAdmitted = assertMaySignIn }: SignInAttempt,
): Promise<Stored<User> | undefined> {
  if (!callsFunction(context, pool, "PreAuthentication")) return user;
  await preAuthentication(context, { pool, client, user, userName: user?.username ?? username }, call.clientMetadata);
  if (!user) return undefined;
  const now = await context.store.get(users, [user.userPoolId, user.sub]);
  if (!now && !hidesUserExistence(client)) throw unknownUser(client);
  if (now) assertAdmitted(now);
  return now;
}
