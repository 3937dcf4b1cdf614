import type { UserPoolClient } from "@cogmock/core";

/** "Session cookies are valid for one hour": Managed login, Amazon Cognito Developer Guide */
const DEFAULT_MINUTES = 60;

/** For how long a client makes use of a session, from its sign-in on. */
export function reuseSeconds({ ssoMaxValidityMinutes = DEFAULT_MINUTES }: UserPoolClient): number {
  return ssoMaxValidityMinutes * 60;
}

/**
 * How long a session is kept still that the users of this client have, in seconds; longer than an hour only where the
 * client makes use of it (unconfirmed). At least one: the library knows no shorter session.
 *
 * @param now milliseconds
 * @param loginTs when its user signed in, in seconds
 */
export function secondsLeft(now: number, loginTs: number | undefined, client: UserPoolClient): number {
  const seconds = Math.floor(now / 1000);
  return Math.max(1, (loginTs ?? seconds) + Math.max(DEFAULT_MINUTES * 60, reuseSeconds(client)) - seconds);
}
