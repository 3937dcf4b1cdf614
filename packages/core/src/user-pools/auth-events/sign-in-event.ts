import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import type { SignInCall } from "../authentication/sign-in-call.ts";
import type { Proof, SignInProgress } from "../authentication/sign-in-progress.ts";
import type { SignIn } from "../authentication/sign-in.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { newAuthEvent, recordsEvents } from "./auth-event.ts";
import { type AskedChallenge, type AuthEvent, authEvents } from "./auth-events.collection.ts";

/** A sign-in, as far as its event is concerned. */
export interface RecordedSignIn {
  readonly pool: UserPool;
  readonly user: User;
  readonly call: SignInCall;
  readonly progress: SignInProgress;
}

/** What has become of a sign-in by the end of a call. `asked` is what was answered wrongly. */
export type SignInOutcome =
  | { readonly response: "InProgress" | "Pass" }
  | { readonly response: "Fail"; readonly asked: "Password" | "Code" | "Other" };

/** What a proof, or a wrong one, is an answer to. Codes are a second factor where something else came first. */
function challengeNameOf(asked: Proof | "Code" | "Other", isFirst: boolean): AskedChallenge["name"] | undefined {
  if (asked === "Password") return "Password";
  const isCode = ["Code", "EmailCode", "SmsCode", "SoftwareToken"].includes(asked);
  return isCode && !isFirst ? "Mfa" : undefined;
}

/** unconfirmed: that a challenge which was answered wrongly at first is listed once. */
function challengesOf({ proofs }: SignInProgress, outcome: SignInOutcome): readonly AskedChallenge[] {
  const met = proofs.map(
    (proof, index) => ({ name: challengeNameOf(proof, index === 0), response: "Success" }) as const,
  );
  const failed =
    outcome.response === "Fail"
      ? [{ name: challengeNameOf(outcome.asked, proofs.length === 0), response: "Failure" } as const]
      : [];
  return [...met, ...failed].flatMap(({ name, response }) => (name === undefined ? [] : [{ name, response }]));
}

/**
 * Whether the pool keeps a record of this sign-in. Threat protection of custom sign-ins is a setting of its own.
 *
 * @see AWS API Reference, UserPoolAddOnsType, `AdvancedSecurityAdditionalFlows`
 */
function isRecorded({ pool, progress: { flow } }: RecordedSignIn): boolean {
  if (!recordsEvents(pool)) return false;
  const customAuth = pool.settings.UserPoolAddOns?.AdvancedSecurityAdditionalFlows?.CustomAuthMode;
  return flow !== "CUSTOM_AUTH" || customAuth !== undefined;
}

/** The event of a sign-in after a call, and what it was before: one event for all calls of a sign-in. */
async function eventAfter(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  { user, call, progress }: RecordedSignIn,
  outcome: SignInOutcome,
): Promise<{ readonly event: AuthEvent; readonly before: Stored<AuthEvent> | undefined }> {
  const { eventId } = progress;
  const before = eventId && (await context.store.get(authEvents, [user.userPoolId, user.sub, eventId]));
  const { risk } = progress;
  const now = { response: outcome.response, challenges: challengesOf(progress, outcome), ...(risk && { risk }) };
  if (before) return { event: { ...before, ...now }, before };
  const event = newAuthEvent(context, user, call.origin, { type: "SignIn", ...now });
  // A notification of it may name it already.
  return { event: eventId === undefined ? event : { ...event, id: eventId }, before: undefined };
}

/** What a call records of a sign-in that it takes on, or lets pass: its event, by which later calls find it again. */
export async function withEvent(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  signIn: SignIn,
  response: "InProgress" | "Pass",
): Promise<SignIn> {
  if (!isRecorded(signIn)) return signIn;
  const { event, before } = await eventAfter(context, signIn, { response });
  return {
    ...signIn,
    progress: { ...signIn.progress, eventId: event.id },
    writes: [...signIn.writes, authEvents.put(event, { expect: before ?? "absent" })],
  };
}

/** What a call records of a sign-in that it refuses. unconfirmed: that one whose user may answer again has failed until then. */
export async function refusalWrites(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  signIn: RecordedSignIn,
  asked: "Password" | "Code" | "Other",
): Promise<AnyWrite[]> {
  if (!isRecorded(signIn)) return [];
  const { event, before } = await eventAfter(context, signIn, { response: "Fail", asked });
  return [authEvents.put(event, { expect: before ?? "absent" })];
}
