import type { OperationContext } from "../../operation-context.ts";
import { type EventSubject, eventWrites } from "../auth-events/auth-event.ts";
import type { AuthEvent } from "../auth-events/auth-events.collection.ts";
import { actionOn } from "./account-takeover-action.ts";
import { rateRisk, type RiskAssessment } from "./rate-risk.ts";
import { requestBlocked } from "./refusals.ts";

/**
 * Refuses what a user asks for without having signed in, where sign-ins of such a risk are blocked.
 *
 * unconfirmed: that it is by the same actions. Applications know the refusal of ForgotPassword.
 *
 * @returns what is to be recorded of it; nothing where nobody looks
 * @throws NotAuthorizedException `Request not allowed due to security reasons.`
 */
export async function assertNotTooRisky(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  type: AuthEvent["type"],
  { clientId, ...happened }: EventSubject & { readonly clientId: string },
): Promise<RiskAssessment | undefined> {
  const { pool, user, origin } = happened;
  const rated = await rateRisk(context, { pool, clientId, sub: user.sub, origin });
  if (!rated) return undefined;
  const { level } = rated;
  if (actionOn(rated)?.EventAction !== "BLOCK") {
    return { decision: level ? "AccountTakeover" : "NoRisk", level, compromisedCredentials: false };
  }
  const risk = { decision: "Block", level, compromisedCredentials: false } as const;
  await context.store.commit(eventWrites(context, happened, type, "Fail", risk));
  throw requestBlocked();
}
