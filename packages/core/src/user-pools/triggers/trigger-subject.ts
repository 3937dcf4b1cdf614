import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { hidesUserExistence } from "../sign-up/user-of-client.ts";
import type { User } from "../users/user.ts";

/** Who wants to sign in to what: a user, or a stranger to a client that hides that there is no such user. */
export interface TriggerSubject {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly user: User | undefined;
  /** The username; of a stranger, the name as typed. */
  readonly userName: string;
}

/** What the events of sign-ins say of pool, client and user, outside of `request`. */
export function eventScopeOf({ pool, client, userName }: TriggerSubject): {
  readonly pool: UserPool;
  readonly clientId: string;
  readonly userName: string;
} {
  return { pool, clientId: client.id, userName };
}

/** The `userAttributes` of an event: all of them, as text, whatever the client may read (unconfirmed). None, for a stranger. */
export function eventAttributesOf(
  user: Pick<User, "sub" | "attributes" | "status"> | undefined,
): Readonly<Record<string, string>> {
  return user ? { sub: user.sub, ...user.attributes, "cognito:user_status": user.status } : {};
}

/** The `userNotFound` of an event, which only clients with `PreventUserExistenceErrors` have. */
export function userNotFoundOf({ client, user }: TriggerSubject): boolean | undefined {
  return hidesUserExistence(client) ? user === undefined : undefined;
}
