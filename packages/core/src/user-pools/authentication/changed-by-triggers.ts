import type { OperationContext } from "../../operation-context.ts";
import { StoreConflict, storedVersion } from "../../store/store.ts";
import { callsFunction } from "../triggers/call-trigger.ts";
import { users } from "../users/users.collection.ts";
import type { SignIn } from "./sign-in.ts";

/** The triggers that run after a sign-in has read its user, and that often change users by operations of their own. */
const LAST_TRIGGERS = ["PostAuthentication", "PreTokenGeneration"] as const;

/**
 * Checks that the user is still who they were when the call read them. A function that signs its user out everywhere
 * else must not end the very sign-in that it runs in: the call decides anew, on the user as the function left them,
 * and does not call the function again.
 *
 * @throws StoreConflict the user has changed
 */
export async function assertUnchangedByTriggers(
  { store, invokeOnce }: Pick<OperationContext, "store" | "invokeOnce">,
  { pool, userAsRead }: Pick<SignIn, "pool" | "userAsRead">,
): Promise<void> {
  if (!LAST_TRIGGERS.some((trigger) => callsFunction({ invokeOnce }, pool, trigger))) return;
  const key = users.key(userAsRead);
  const now = await store.get(users, key);
  if (now?.[storedVersion] === userAsRead[storedVersion]) return;
  throw new StoreConflict({ collection: users.name, reason: "version", key });
}
