import type { OperationContext } from "../../operation-context.ts";
import { beforeAuthentication } from "../authentication/before-authentication.ts";
import type { SignInResponse } from "../authentication/challenge.ts";
import type { DecoySignIn } from "../authentication/custom-sign-in.ts";
import { answerMetadataOf } from "../authentication/sign-in-call.ts";
import { hidesUserExistence } from "../sign-up/user-of-client.ts";
import { callsFunction } from "../triggers/call-trigger.ts";
import { migrateUser } from "../users/migrate-user.ts";
import { findUserBySignInName } from "../users/user.ts";
import { signInWithPassword } from "./pose-first-challenge.ts";

/**
 * Takes on the sign-in of somebody whom nobody knew when it began, and whose password has come by now: the pool's user
 * migration trigger may know them. The pre authentication trigger was asked when the sign-in began, unless the client may
 * know that there was no such user: then it is asked now.
 *
 * unconfirmed: that AWS looks for users in an answer, too. Its guide says that the `ClientMetadata` of
 * AdminRespondToAuthChallenge reaches the function.
 *
 * @returns nothing where nobody knows them, or they were looked for already when the call began the sign-in
 * @throws as `migrateUser`, `beforeAuthentication` and `signInWithPassword`
 * @see "Migrate user Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function signInMigrated(
  context: OperationContext,
  { pool, client, unknownName, call, progress, session }: DecoySignIn,
  password: string,
): Promise<SignInResponse | undefined> {
  if (!session || !callsFunction(context, pool, "UserMigration")) return undefined;
  const found =
    // Another answer may have brought them here.
    (await findUserBySignInName(context, pool, unknownName)) ??
    (await migrateUser(context, {
      source: "UserMigration_Authentication",
      pool,
      client,
      username: unknownName,
      password,
      clientMetadata: answerMetadataOf(call),
    }));
  if (!found) return undefined;
  const attempt = { pool, client, call, user: found, username: unknownName };
  const user = hidesUserExistence(client) ? found : await beforeAuthentication(context, attempt);
  if (!user) return undefined;
  const signIn = { pool, client, user, userAsRead: user, call, progress, session, writes: [] };
  return signInWithPassword(context, signIn, password);
}
