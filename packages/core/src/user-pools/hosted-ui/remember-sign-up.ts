import { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { openSignUpOnPages } from "../choice/sign-in-after-sign-up.ts";
import { users } from "../users/users.collection.ts";
import type { HostedClient } from "./grant-tokens.ts";

/**
 * Remembers that somebody has just signed up on the pool's pages, and waits for a code.
 *
 * @param sub what SignUp answered: the caller vouches that it did so for this browser
 * @returns the session by which the user is signed in once the code was right
 * @throws NotAuthorizedException the user is gone already
 */
export async function rememberSignUp(context: OperationContext, hosted: HostedClient, sub: string): Promise<string> {
  const user = await context.store.get(users, [hosted.pool.id, sub]);
  if (!user) throw new NotAuthorizedException("User does not exist.");
  const { write, session } = openSignUpOnPages(context, { ...hosted, user });
  await context.store.commit([write]);
  return session;
}
