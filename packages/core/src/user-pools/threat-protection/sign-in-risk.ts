import { uuid } from "@cogmock/crypto";
import type { AccountTakeoverActionType, AccountTakeoverEventActionType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { refusalWrites } from "../auth-events/sign-in-event.ts";
import { burnAuthSession } from "../authentication/auth-session.ts";
import type { SignInProgress } from "../authentication/sign-in-progress.ts";
import type { SignIn } from "../authentication/sign-in.ts";
import { riskMfa } from "../mfa/required-mfa.ts";
import { reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { actionOn } from "./account-takeover-action.ts";
import { compromiseIn } from "./compromised-password.ts";
import { composeNotice, noticeWrites, type RiskOutcome, sendNotice } from "./risk-notice.ts";
import { rateRisk, type RiskAssessment } from "./rate-risk.ts";
import { passwordCompromised, signInBlocked } from "./refusals.ts";

/** A sign-in whose risk has been told. */
interface AssessedSignIn extends SignIn {
  readonly progress: SignInProgress & { readonly eventId: string; readonly risk: RiskAssessment };
}

/**
 * What becomes of a sign-in by each action.
 *
 * unconfirmed: that only a method which the user already has is asked for, and none set up on the way.
 *
 * @see AWS API Reference, AccountTakeoverActionType
 */
const OUTCOMES: Readonly<Record<AccountTakeoverEventActionType, (canAskForMfa: boolean) => RiskOutcome>> = {
  NO_ACTION: () => "allowed",
  MFA_IF_CONFIGURED: (canAskForMfa) => (canAskForMfa ? "asked" : "allowed"),
  MFA_REQUIRED: (canAskForMfa) => (canAskForMfa ? "asked" : "blocked"),
  BLOCK: () => "blocked",
};

/**
 * Whether a sign-in has come to where its risk is told: when it has proved a password; a custom one when it begins.
 *
 * unconfirmed: that sign-ins without a password are never too great a risk.
 */
function isAssessable({ flow, proofs }: SignInProgress): boolean {
  return flow === "CUSTOM_AUTH" || proofs.includes("Password");
}

/** unconfirmed: that custom sign-ins, which make their own challenges, are not asked for a second factor, nor blocked for want of one. */
function outcomeOf(
  { pool, user, progress: { flow } }: SignIn,
  action: AccountTakeoverActionType | undefined,
): RiskOutcome {
  if (!action) return "allowed";
  if (flow !== "CUSTOM_AUTH") return OUTCOMES[action.EventAction](riskMfa(pool, user).kind !== "none");
  return action.EventAction === "BLOCK" ? "blocked" : "allowed";
}

/** Whether the password itself came, and can be looked up: SRP does not send it. */
function showsPassword({ proofs, met }: SignInProgress): boolean {
  return proofs.includes("Password") && met !== "PASSWORD_VERIFIER";
}

/** What a refusal commits: its event, what else is given, and that the session takes no other answer. */
async function commitRefusal(
  context: OperationContext,
  signIn: AssessedSignIn,
  writes: readonly AnyWrite[] = [],
): Promise<void> {
  const { session } = signIn;
  await context.store.commit([
    ...(await refusalWrites(context, signIn, "Other")),
    ...(session ? [burnAuthSession(session)] : []),
    ...writes,
  ]);
}

/** Refuses a password that others know: the user has to choose another. @throws PasswordResetRequiredException */
async function refusePassword(context: OperationContext, signIn: AssessedSignIn): Promise<never> {
  const { pool, userAsRead } = signIn;
  const reset = reviseUser(pool, userAsRead, { status: "RESET_REQUIRED" }, context.clock.now());
  await commitRefusal(context, signIn, [users.put(reset, { expect: userAsRead })]);
  throw passwordCompromised();
}

/**
 * The sign-in, its risk told and answered: blocked, asked for a second factor, or let pass, with a notification where
 * the pool wants one. It is told once; then the sign-in goes on by it.
 *
 * @throws PasswordResetRequiredException the password is known to others: the user is `RESET_REQUIRED` from now on
 * @throws NotAuthorizedException `Unable to login because of security reasons.`
 * @see "Working with adaptive authentication" in the Amazon Cognito Developer Guide
 */
export async function assessed(context: OperationContext, begun: SignIn): Promise<SignIn> {
  const { pool, client, user, call, progress } = begun;
  if (progress.risk || !isAssessable(progress)) return begun;
  const subject = { pool, clientId: client.id, sub: user.sub, origin: call.origin };
  const rated = await rateRisk(context, subject, progress.flow);
  if (!rated) return begun;
  const eventId = progress.eventId ?? uuid((length) => context.random.bytes(length));
  const withRisk = (risk: RiskAssessment): AssessedSignIn => ({ ...begun, progress: { ...progress, eventId, risk } });

  const { level } = rated;
  const { isDetected, isBlocked } = showsPassword(progress)
    ? compromiseIn(rated, "SIGN_IN")
    : { isDetected: false, isBlocked: false };
  if (isBlocked) return refusePassword(context, withRisk({ decision: "Block", level, compromisedCredentials: true }));

  const action = actionOn(rated);
  const outcome = outcomeOf(begun, action);
  const decision = outcome === "blocked" ? "Block" : level ? "AccountTakeover" : "NoRisk";
  const signIn = withRisk({ decision, level, compromisedCredentials: isDetected });
  const notice = action?.Notify
    ? await composeNotice(context, {
        ...signIn,
        eventId,
        action: action.EventAction,
        outcome,
        settings: rated.settings,
      })
    : undefined;
  if (outcome === "blocked") {
    await commitRefusal(context, signIn, noticeWrites(notice));
    await sendNotice(context, notice);
    throw signInBlocked();
  }
  return { ...signIn, notice, progress: { ...signIn.progress, asksForMfa: outcome === "asked" ? true : undefined } };
}
