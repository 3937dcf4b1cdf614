import type { OperationContext } from "../../operation-context.ts";
import { type RecordedSignIn, refusalWrites } from "../auth-events/sign-in-event.ts";
import { countFailure } from "./back-off.ts";

/**
 * Counts and records a wrong password or code, in one commit, before it is refused.
 *
 * @throws NotAuthorizedException `Password attempts exceeded`: see `countFailure`
 */
export async function countWrongAnswer(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  signIn: RecordedSignIn,
  asked: "Password" | "Code",
): Promise<void> {
  await countFailure(context, signIn.user, await refusalWrites(context, signIn, asked));
}

/** Records an answer that is refused, but not counted: a device or a passkey has not proved itself. */
export async function recordRefusal(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  signIn: RecordedSignIn,
): Promise<void> {
  const writes = await refusalWrites(context, signIn, "Other");
  if (writes.length > 0) await context.store.commit(writes);
}
