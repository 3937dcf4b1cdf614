import type { EventFilterType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { type RatedRisk, rateRisk, type RiskAssessment, type RiskSubject } from "./rate-risk.ts";
import { newPasswordCompromised } from "./refusals.ts";

/** Whether a password of this event is known to others, and whether that is a reason to refuse it. */
export function compromiseIn(
  { isEnforced, settings: { compromisedCredentials }, hasCompromisedCredentials }: RatedRisk,
  event: EventFilterType,
): { readonly isDetected: boolean; readonly isBlocked: boolean } {
  // unconfirmed: that without any configuration all events are watched, and nothing is done.
  const isWatched = compromisedCredentials?.EventFilter?.includes(event) ?? true;
  const isDetected = hasCompromisedCredentials && isWatched;
  return { isDetected, isBlocked: isDetected && isEnforced && compromisedCredentials?.Actions.EventAction === "BLOCK" };
}

/**
 * Checks that a password which somebody wants to have is not one that others know.
 *
 * @param recordRefusal what is recorded where it is refused
 * @returns what is to be recorded of it; nothing where nobody looks
 * @throws InvalidPasswordException `Provided password cannot be used for security reasons.`
 * @see "Working with compromised-credentials detection" in the Amazon Cognito Developer Guide
 */
export async function assertNotCompromised(
  context: Pick<OperationContext, "store">,
  event: Exclude<EventFilterType, "SIGN_IN">,
  subject: RiskSubject,
  recordRefusal: (risk: RiskAssessment) => readonly AnyWrite[],
): Promise<RiskAssessment | undefined> {
  const rated = await rateRisk(context, subject);
  if (!rated) return undefined;
  const { isDetected, isBlocked } = compromiseIn(rated, event);
  if (!isBlocked) return { decision: "NoRisk", compromisedCredentials: isDetected };
  const writes = recordRefusal({ decision: "Block", compromisedCredentials: true });
  if (writes.length > 0) await context.store.commit(writes);
  throw newPasswordCompromised();
}
