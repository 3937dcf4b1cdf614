import { signJwt } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import { requireSigningKey } from "../tokens/signing-keys.ts";
import type { AuthEvent } from "./auth-events.collection.ts";

/**
 * The token with which the user whose event it is can say, without signing in, whether it was them: what a message that
 * tells them of the event has in it. It is the same each time, and good as long as the event is kept.
 *
 * unconfirmed: what AWS's tokens are made of, and for how long they are good.
 */
export async function feedbackTokenOf(
  context: Pick<OperationContext, "store">,
  { userPoolId, sub, id }: Pick<AuthEvent, "userPoolId" | "sub" | "id">,
): Promise<string> {
  const key = await requireSigningKey(context, userPoolId, "id");
  // Nobody takes it for an ID token, which the same key signs: those have an issuer and an audience.
  return signJwt({ sub, event_id: id, token_use: "feedback" }, key);
}
