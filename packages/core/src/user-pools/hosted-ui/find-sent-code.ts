import { sha256Base64Url } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import { authSessions } from "../authentication/auth-sessions.collection.ts";
import { findUser } from "../users/user.ts";
import { type CodePurpose, verificationCodes } from "../verification-codes/verification-code.ts";
import type { HostedClient } from "./grant-tokens.ts";

/** What a page asks a code for: the challenge of a sign-in, or something that somebody waits to do. */
export type AwaitedCode =
  | { readonly session: string }
  | { readonly purpose: Extract<CodePurpose, "SignUp" | "ForgotPassword">; readonly username: string };

/**
 * The code that a page of a client asks for, where one was sent. For a developer's machine, where nobody gets the message:
 * whoever is shown it needs no inbox.
 */
export async function findSentCode(
  context: Pick<OperationContext, "store" | "clock">,
  { pool, client }: HostedClient,
  awaited: AwaitedCode,
): Promise<string | undefined> {
  const { store, clock } = context;
  if ("purpose" in awaited) {
    const user = await findUser(context, pool, awaited.username);
    return user && (await store.get(verificationCodes, [pool.id, user.sub, awaited.purpose]))?.code;
  }
  const session = await store.get(authSessions, [sha256Base64Url(awaited.session)]);
  const isOpen = session !== undefined && session.spentAt === undefined && clock.now() < session.expiresAt;
  if (!isOpen || session.clientId !== client.id || !session.progress.isHosted) return undefined;
  return session.memory?.sentCode?.code;
}
