import {
  NotAuthorizedException,
  PasswordResetRequiredException,
  UserNotConfirmedException,
  UserNotFoundException,
} from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { RecordedSignIn } from "../auth-events/sign-in-event.ts";
import { passwordMatches } from "../passwords/password-record.ts";
import { hidesUserExistence } from "../sign-up/user-of-client.ts";
import type { SignInSubject } from "../tokens/token-session.ts";
import { strangerOf } from "../users/sign-in-names.ts";
import { assertEnabled, findUserBySignInName, type PasswordRecord, type User } from "../users/user.ts";
import { countFailure } from "./back-off.ts";
import { countWrongAnswer } from "./wrong-answer.ts";

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
 * The user who wants to sign in with this name; absent where nobody has it and the client hides that.
 *
 * @param migrate looks for them elsewhere: see `migrateUser`
 * @throws UserNotFoundException `User does not exist.`
 */
export async function findSignInUser(
  context: Pick<OperationContext, "store">,
  { pool, client }: Pick<SignInSubject, "pool" | "client">,
  name: string,
  migrate?: () => Promise<Stored<User> | undefined>,
): Promise<Stored<User> | undefined> {
  const user = (await findUserBySignInName(context, pool, name)) ?? (await migrate?.());
  if (!user && !hidesUserExistence(client)) throw unknownUser(client);
  return user;
}

/**
 * What becomes of a password under a name that nobody has: the answer to a wrong one, after as long a wait, for it is
 * checked against nothing.
 *
 * @returns the error to throw
 * @throws NotAuthorizedException `Password attempts exceeded`: see `countFailure`
 */
export async function refusalOfStranger(
  context: Pick<OperationContext, "passwordVerifier" | "store" | "clock">,
  { pool, client }: Pick<SignInSubject, "pool" | "client">,
  name: string,
  password: string,
): Promise<NotAuthorizedException | UserNotFoundException> {
  await passwordMatches(context, { pool, user: { username: name } }, DECOY, password);
  if (hidesUserExistence(client)) await countFailure(context, strangerOf(pool, name));
  return unknownUser(client);
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

/** A user who signs in with a password, to a client. */
type SignInAttempt = RecordedSignIn & Pick<SignInSubject, "client">;

/** Checks a password that was sent. @throws as `assertPasswordProof` */
export async function assertPassword(
  context: Pick<OperationContext, "passwordVerifier" | "store" | "clock" | "random">,
  signIn: SignInAttempt,
  password: string,
): Promise<void> {
  const isRight = await passwordMatches(context, signIn, signIn.user.password ?? DECOY, password);
  await assertPasswordProof(context, signIn, isRight);
}

/**
 * What becomes of a password that was sent or proved. Every attempt to sign a known user in with a password, be it right
 * or wrong, comes through here.
 *
 * @throws NotAuthorizedException the password is wrong, which is counted (see `countWrongAnswer`), or temporary and out of
 *   date
 * @throws PasswordResetRequiredException the password is right, but an administrator has asked for a new one; or there
 *   is none, the user having been imported
 */
export async function assertPasswordProof(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  signIn: SignInAttempt,
  isRight: boolean,
): Promise<void> {
  const { client, user } = signIn;
  const isImported = user.status === "RESET_REQUIRED" && user.password === undefined;
  if (!isRight && !(isImported && !hidesUserExistence(client))) {
    await countWrongAnswer(context, signIn, "Password");
    throw incorrectUsernameOrPassword();
  }
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
