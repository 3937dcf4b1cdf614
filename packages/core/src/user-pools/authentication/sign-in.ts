import {
  NotAuthorizedException,
  NotImplementedException,
  PasswordResetRequiredException,
  UserNotConfirmedException,
  UserNotFoundException,
} from "@cogmock/protocol/errors";
import type { InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { passwordMatches } from "../passwords/password-record.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { beginTokenSession, issueTokens, type SignInSubject } from "../tokens/issue-tokens.ts";
import { tokenSessions } from "../tokens/token-sessions.collection.ts";
import { findUserBySignInName, type User } from "../users/user.ts";

/** What AWS says to a wrong password, and to an unknown user where the client hides whether users exist. */
export function incorrectUsernameOrPassword(): NotAuthorizedException {
  return new NotAuthorizedException("Incorrect username or password.");
}

/**
 * The user who wants to sign in.
 *
 * @throws UserNotFoundException `User does not exist.`
 * @throws NotAuthorizedException the same, from a client with `PreventUserExistenceErrors`
 */
export async function requireSignInUser(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  client: UserPoolClient,
  name: string,
): Promise<Stored<User>> {
  const user = await findUserBySignInName(context, pool, name);
  if (user) return user;
  if (client.settings.PreventUserExistenceErrors === "ENABLED") throw incorrectUsernameOrPassword();
  throw new UserNotFoundException("User does not exist.");
}

/**
 * AWS tells an unconfirmed or disabled user so whatever password was typed.
 *
 * @throws UserNotConfirmedException `User is not confirmed.`
 * @throws NotAuthorizedException `User is disabled.`
 */
export function assertMaySignIn(user: User): void {
  if (user.status === "UNCONFIRMED") throw new UserNotConfirmedException("User is not confirmed.");
  if (!user.enabled) throw new NotAuthorizedException("User is disabled.");
}

/**
 * @throws NotAuthorizedException the password is wrong, or temporary and out of date
 * @throws PasswordResetRequiredException the password is right, but an administrator has asked for a new one
 */
export async function assertPassword(
  context: Pick<OperationContext, "passwordVerifier" | "clock">,
  { pool, user }: Pick<SignInSubject, "pool" | "user">,
  password: string,
): Promise<void> {
  const matches =
    user.password !== undefined && (await passwordMatches(context, { pool, user }, user.password, password));
  if (!matches) throw incorrectUsernameOrPassword();
  if (user.status === "RESET_REQUIRED") {
    throw new PasswordResetRequiredException("Password reset required for the user");
  }
  const temporaryUntil = user.password?.temporaryUntil;
  if (temporaryUntil !== undefined && context.clock.now() >= temporaryUntil) {
    throw new NotAuthorizedException("Temporary password has expired and must be reset by an administrator.");
  }
}

/** @throws NotImplementedException the pool asks for a second factor, which is not built yet: nobody gets in without it */
function assertNoSecondFactor(pool: UserPool): void {
  if (pool.settings.MfaConfiguration === "ON") {
    throw new NotImplementedException("Sign-in with MFA is not implemented yet: the user pool requires MFA.");
  }
}

/** The last step of every sign-in: begins a session and hands out its tokens. */
export async function completeSignIn(
  context: Pick<OperationContext, "store" | "clock" | "random" | "baseUrl" | "issuerOf">,
  subject: SignInSubject,
): Promise<InitiateAuthResponse> {
  assertNoSecondFactor(subject.pool);
  const { session, refreshToken } = beginTokenSession(context, subject);
  const tokens = await issueTokens(context, subject, session);
  await context.store.commit([tokenSessions.put(session, { expect: "absent" })]);
  return { ChallengeParameters: {}, AuthenticationResult: { ...tokens, RefreshToken: refreshToken } };
}
