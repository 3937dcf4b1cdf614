import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import {
  assertPasswordUnchanged,
  invalidSession,
  openAuthSession,
  requireAuthSession,
  spendAuthSession,
} from "../authentication/auth-session.ts";
import type { AuthSession } from "../authentication/auth-sessions.collection.ts";
import { assertMaySignIn } from "../authentication/first-factor.ts";
import { requireUserPoolClient, type UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import type { AnyWrite } from "../../store/store.ts";
import { requiredMfa } from "./required-mfa.ts";
import type { SoftwareTokenSetup } from "./software-token.ts";

/** A sign-in that waits for its user to set up MFA. */
export interface SetupSession {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly user: Stored<User>;
  readonly session: Stored<AuthSession>;
}

/**
 * Checks that the user still has no second factor. Otherwise whoever knows no more than the password could begin a
 * sign-in before the user has set up MFA, and set up their own afterwards.
 *
 * @throws NotAuthorizedException `Invalid session for the user.`
 */
export function assertSetupIsDue(pool: UserPool, user: User): void {
  if (requiredMfa(pool, user).kind !== "setup") throw invalidSession();
}

/**
 * The sign-in whose MFA_SETUP a `Session` belongs to.
 *
 * @throws NotAuthorizedException the session is none, or none for this, out of date or used before; the user has been
 *   deleted or disabled, or has a second factor by now
 */
export async function requireSetupSession(
  context: Pick<OperationContext, "store" | "clock">,
  text: string,
): Promise<SetupSession> {
  const session = await requireAuthSession(context, undefined, "MFA_SETUP", text);
  const [pool, user, client] = await Promise.all([
    context.store.get(userPools, [session.userPoolId]),
    session.sub === undefined ? undefined : context.store.get(users, [session.userPoolId, session.sub]),
    requireUserPoolClient(context, session.clientId),
  ]);
  if (!pool || !user) throw invalidSession();
  assertMaySignIn(user);
  assertPasswordUnchanged(session, user);
  assertSetupIsDue(pool, user);
  return { pool, client, user, session };
}

/** Takes the set-up of an authenticator app one step on: the session is used up, and another takes its place. */
export function continueSetup(
  context: Pick<OperationContext, "clock" | "random">,
  { pool, client, user, session: before }: SetupSession,
  softwareTokenSetup: SoftwareTokenSetup,
): { readonly writes: readonly AnyWrite[]; readonly session: string } {
  const challenge = { name: "MFA_SETUP", memory: { softwareTokenSetup } } as const;
  const { write, session } = openAuthSession(context, { pool, client, user, progress: before.progress }, challenge);
  return { writes: [spendAuthSession(context, before), write], session };
}
