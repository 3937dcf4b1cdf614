import {
  NotAuthorizedException,
  PasswordResetRequiredException,
  UserNotConfirmedException,
  UserNotFoundException,
} from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { passwordMatches } from "../passwords/password-record.ts";
import { hidesUserExistence } from "../sign-up/user-of-client.ts";
import type { SignInSubject } from "../tokens/token-session.ts";
import { assertEnabled, findUserBySignInName, type PasswordRecord, type User } from "../users/user.ts";

/** What AWS says to a wrong password. */
export function incorrectUsernameOrPassword(): NotAuthorizedException {
  return new NotAuthorizedException("Incorrect username or password.");
}

/** What AWS says where there is no such user: to a client with `PreventUserExistenceErrors` as to a wrong password. */
export function unknownUser(client: UserPoolClient): NotAuthorizedException | UserNotFoundException {
  return hidesUserExistence(client) ? incorrectUsernameOrPassword() : new UserNotFoundException("User does not exist.");
}

/** A record that no password fits. */
const DECOY: PasswordRecord = {
  salt: "00".repeat(16),
  verifier: Buffer.alloc(384).toString("base64"),
  setAt: 0,
};

/**
 * The user who wants to sign in with a password. For an unknown one, a client with `PreventUserExistenceErrors` gets
 * the answer to a wrong password, and waits as long for it: a password is checked against nothing.
 *
 * @throws UserNotFoundException `User does not exist.`
 * @throws NotAuthorizedException `Incorrect username or password.`, from a client with `PreventUserExistenceErrors`
 */
export async function requireUserWithPassword(
  context: Pick<OperationContext, "store" | "passwordVerifier">,
  { pool, client }: Pick<SignInSubject, "pool" | "client">,
  name: string,
  password: string,
): Promise<Stored<User>> {
  const user = await findUserBySignInName(context, pool, name);
  if (user) return user;
  if (hidesUserExistence(client)) await passwordMatches(context, { pool, user: { username: name } }, DECOY, password);
  throw unknownUser(client);
}

/**
 * AWS tells an unconfirmed or disabled user so whatever password was typed.
 *
 * @throws UserNotConfirmedException `User is not confirmed.`
 * @throws NotAuthorizedException `User is disabled.`
 */
export function assertMaySignIn(user: User): void {
  if (user.status === "UNCONFIRMED") throw new UserNotConfirmedException("User is not confirmed.");
  assertEnabled(user);
}

/** Checks a password that was sent. @throws as `assertPasswordProof` */
export async function assertPassword(
  context: Pick<OperationContext, "passwordVerifier" | "clock">,
  subject: SignInSubject,
  password: string,
): Promise<void> {
  const isRight = await passwordMatches(context, subject, subject.user.password ?? DECOY, password);
  assertPasswordProof(context, subject, isRight);
}

/**
 * What becomes of a password that was sent or proved. Every attempt to sign a known user in with a password, be it right
 * or wrong, comes through here.
 *
 * @throws NotAuthorizedException the password is wrong, or temporary and out of date
 * @throws PasswordResetRequiredException the password is right, but an administrator has asked for a new one; or there
 *   is none, the user having been imported
 */
export function assertPasswordProof(
  context: Pick<OperationContext, "clock">,
  { client, user }: SignInSubject,
  isRight: boolean,
): void {
  const isImported = user.status === "RESET_REQUIRED" && user.password === undefined;
  if (!isRight && !(isImported && !hidesUserExistence(client))) throw incorrectUsernameOrPassword();
  assertPasswordInForce(context, user);
}

/** Checks that a right password lets its user in. @throws as `assertPasswordProof` */
function assertPasswordInForce({ clock }: Pick<OperationContext, "clock">, user: User): void {
  if (user.status === "RESET_REQUIRED") {
    throw new PasswordResetRequiredException("Password reset required for the user");
  }
  const temporaryUntil = user.password?.temporaryUntil;
  if (temporaryUntil !== undefined && clock.now() >= temporaryUntil) {
    throw new NotAuthorizedException("Temporary password has expired and must be reset by an administrator.");
  }
}
