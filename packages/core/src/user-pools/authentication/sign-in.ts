import type { ChallengeNameType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import { withEvent } from "../auth-events/sign-in-event.ts";
import { deviceInPlaceOfMfa, deviceSrpAuth } from "../devices/device-srp-auth.ts";
import { deviceOfTokens, newDeviceMetadata } from "../devices/sign-in-device.ts";
import { commitAndSend } from "../messages/send-messages.ts";
import { secondFactor } from "../mfa/second-factor.ts";
import { tracksSessions } from "../sessions/session-configuration.ts";
import { trackSession } from "../sessions/track-session.ts";
import { acrValueOf, levelOf } from "../step-up/acr-level.ts";
import { stepUpFactor } from "../step-up/step-up-factor.ts";
import { noticeWrites, type RiskNotice, sendNotice } from "../threat-protection/risk-notice.ts";
import { assessed } from "../threat-protection/sign-in-risk.ts";
import { issueTokens } from "../tokens/issue-tokens.ts";
import { beginTokenSession, type SignInSubject } from "../tokens/token-session.ts";
import { tokenSessions } from "../tokens/token-sessions.collection.ts";
import { postAuthentication } from "../triggers/post-authentication.ts";
import type { TokenSource } from "../triggers/pre-token-generation.ts";
import { NO_TAKEOVER } from "../users/alias-takeover.ts";
import { asAliasExists } from "../users/taken-names.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { forgetFailures } from "./back-off.ts";
import { assertUnchangedByTriggers } from "./changed-by-triggers.ts";
import { openAuthSession, spendAuthSession } from "./auth-session.ts";
import type { AuthSession } from "./auth-sessions.collection.ts";
import { type Challenge, challengeResponse, type SignInResponse } from "./challenge.ts";
import { customChallenge } from "./custom-challenge.ts";
import { newPasswordRequired } from "./new-password-required.ts";
import { answerMetadataOf, type SignInCall } from "./sign-in-call.ts";
import { type Proof, type SignInProgress, withChallengeMet } from "./sign-in-progress.ts";

/** A sign-in of a known user, in the course of one call. Nothing is written before the call's one commit. */
export interface SignIn extends SignInSubject {
  /** The user as this call leaves them. */
  readonly user: User;
  /** The user as read; where this is not `user`, the commit writes the change. */
  readonly userAsRead: Stored<User>;
  readonly call: SignInCall;
  readonly progress: SignInProgress;
  /** The session of the challenge that this call has met; the commit spends it. */
  readonly session?: Stored<AuthSession> | undefined;
  /** What tells the user that it is a risk; sent when that is certain. */
  readonly notice?: RiskNotice | undefined;
  /** Whatever else this call has decided so far. */
  readonly writes: readonly AnyWrite[];
}

/** What happens between the first proof and the tokens: poses a challenge, or lets the sign-in pass. */
type SignInStep = (context: OperationContext, signIn: SignIn) => Promise<Challenge | undefined> | Challenge | undefined;

/** In the order in which AWS asks. */
const STEPS: readonly SignInStep[] = [
  newPasswordRequired,
  deviceInPlaceOfMfa,
  stepUpFactor,
  secondFactor,
  deviceSrpAuth,
];

/** A sign-in with one more proof, by the challenge that was met where it was one. */
export function withProof(signIn: SignIn, proof: Proof, met?: ChallengeNameType): SignIn {
  const progress = met === undefined ? signIn.progress : withChallengeMet(signIn.progress, met);
  return { ...signIn, progress: { ...progress, proofs: [...progress.proofs, proof] } };
}

/**
 * What stands between a sign-in and its tokens. A custom one asks for what a password asks for where it began with one.
 * Where it did not, the device comes last, and the triggers, who have decided on tokens by then, are not asked again.
 */
function stepsOf({ flow, proofs }: SignInProgress): readonly SignInStep[] {
  if (flow !== "CUSTOM_AUTH") return STEPS;
  if (proofs.includes("Password")) return [...STEPS, customChallenge];
  return proofs.includes("Device") ? [] : [customChallenge, deviceSrpAuth];
}

/**
 * Takes a sign-in to the next challenge or, where none is left, to its tokens. The one commit of the call is here.
 *
 * @throws as `assessed`, where it is too great a risk
 */
export async function continueSignIn(context: OperationContext, proved: SignIn): Promise<SignInResponse> {
  const signIn = await assessed(context, proved);
  for (const step of stepsOf(signIn.progress)) {
    const challenge = await step(context, signIn);
    if (challenge) return poseChallenge(context, signIn, challenge);
  }
  return completeSignIn(context, signIn);
}

/** Ends a call with a challenge. */
export async function poseChallenge(
  context: OperationContext,
  signIn: SignIn,
  challenge: Challenge,
): Promise<SignInResponse> {
  const recorded = await withEvent(context, signIn, "InProgress");
  const { write, session } = openAuthSession(context, recorded, challenge);
  await commitSignIn(context, recorded, [write], { challenge, session });
  return challengeResponse(challenge, session);
}

/**
 * Ends a sign-in with tokens, after its triggers have had their say: post authentication, then pre token generation.
 *
 * @throws as `postAuthentication` and `preTokenGeneration`
 */
async function completeSignIn(context: OperationContext, proved: SignIn): Promise<SignInResponse> {
  const signIn = await withEvent(context, proved, "Pass");
  const { pool, user, call, progress } = signIn;
  if (progress.isHosted) return completeHostedSignIn(context, signIn);
  const clientMetadata = answerMetadataOf(call);
  const device = await deviceOfTokens(context, signIn);
  const subject = { ...signIn, userName: signIn.user.username };
  await postAuthentication(context, subject, { newDeviceUsed: device.isNew, clientMetadata });
  const { session: plain, refreshToken } = beginTokenSession(context, signIn, device.deviceKey, progress.eventId);
  const begun = { ...plain, proofs: progress.proofs, acr: acrOfTokens(signIn) };
  const [tokens, forgotten, { session, writes }] = await Promise.all([
    issueTokens(context, signIn, begun, { source: tokenSourceOf(progress), clientMetadata }),
    forgetFailures(context, user),
    trackSession(context, { pool, user, origin: call.origin }, begun),
  ]);
  await assertUnchangedByTriggers(context, signIn);
  // Sessions that are counted are begun one after the other: the user is written even where nothing of them changes.
  await commitSignIn(context, tracksSessions(pool) ? { ...signIn, user: { ...user } } : signIn, [
    ...forgotten,
    ...writes,
    ...device.writes,
    tokenSessions.put(session, { expect: "absent" }),
  ]);
  return {
    ChallengeParameters: {},
    AuthenticationResult: { ...tokens, RefreshToken: refreshToken, ...newDeviceMetadata(pool, device) },
  };
}

/**
 * Ends a sign-in on the pool's own pages, which do not remember devices. Its tokens are made later, of a code.
 *
 * @throws as `postAuthentication`
 */
async function completeHostedSignIn(context: OperationContext, signIn: SignIn): Promise<SignInResponse> {
  const { user, call, progress } = signIn;
  const subject = { ...signIn, userName: user.username };
  await postAuthentication(context, subject, { newDeviceUsed: false, clientMetadata: answerMetadataOf(call) });
  const forgotten = await forgetFailures(context, user);
  await assertUnchangedByTriggers(context, signIn);
  await commitSignIn(context, signIn, forgotten);
  return {
    ChallengeParameters: {},
    hosted: {
      sub: user.sub,
      authenticatedAt: context.clock.now(),
      proofs: progress.proofs,
      acr: acrOfTokens(signIn),
      eventId: progress.eventId,
    },
  };
}

function tokenSourceOf({ met, choseNewPassword }: SignInProgress): TokenSource {
  if (met === "DEVICE_PASSWORD_VERIFIER") return "TokenGeneration_AuthenticateDevice";
  return choseNewPassword ? "TokenGeneration_NewPasswordChallenge" : "TokenGeneration_Authentication";
}

/** The `acr` of the tokens of a sign-in; only those that were asked to be worth a level have one. */
function acrOfTokens({ pool, progress: { proofs, acrTarget } }: SignIn): string | undefined {
  return acrTarget === undefined ? undefined : acrValueOf(pool, levelOf(proofs) || acrTarget);
}

/** @throws AliasExistsException somebody else has taken an address of the user as changed */
async function commitSignIn(
  context: OperationContext,
  { pool, client, call, user, userAsRead, session, notice, writes }: SignIn,
  more: readonly AnyWrite[],
  posed?: { readonly challenge: Challenge; readonly session: string },
): Promise<void> {
  const next = posed && { step: posed.challenge.name, session: posed.session };
  const all = [
    ...writes,
    ...noticeWrites(notice),
    ...(user === userAsRead ? [] : [users.put(user, { expect: userAsRead })]),
    ...(session ? [spendAuthSession(context, session, next)] : []),
    ...more,
  ];
  try {
    await commitAndSend(context, all, posed?.challenge.messages ?? [], {
      source: "Authentication",
      clientId: client.id,
      clientMetadata: answerMetadataOf(call),
    });
  } catch (error) {
    throw asAliasExists(pool, user, NO_TAKEOVER, error);
  }
  await sendNotice(context, notice);
}
