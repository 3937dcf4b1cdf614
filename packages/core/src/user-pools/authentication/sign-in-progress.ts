import type { AuthFlowType, ChallengeNameType } from "@cogmock/protocol/user-pools";
import type { AcrLevel } from "../step-up/acr-level.ts";
import type { RiskAssessment } from "../threat-protection/rate-risk.ts";

/**
 * What a user has proved, in the order in which they did: the knowledge of a password, the reading of a code that was
 * sent, the possession of an authenticator app, of a passkey (that stays on its machine, or moves between machines) or of
 * a remembered device, or whatever a custom challenge asks for; or that an identity provider vouches for them, at the
 * lowest level or at a higher one.
 */
export type Proof =
  | "Password"
  | "EmailCode"
  | "SmsCode"
  | "SoftwareToken"
  | "PlatformPasskey"
  | "RoamingPasskey"
  | "Device"
  | "Custom"
  | "Federated"
  | "FederatedLevel2"
  | "FederatedLevel3"
  | "FederatedLevel4";

/** How one challenge of a custom sign-in went: an element of `session` in the events of its triggers. */
export interface ChallengeResult {
  readonly challengeName: ChallengeNameType | "SRP_A";
  readonly challengeResult: boolean;
  readonly challengeMetadata?: string | undefined;
}

/** What lies behind a sign-in that waits for an answer. JSON data: it is kept with the session. */
export interface SignInProgress {
  readonly flow: AuthFlowType;
  /** Whether it takes place on the pool's own pages: it ends with a session of theirs, and answers come by them alone. */
  readonly isHosted?: true | undefined;
  readonly proofs: readonly Proof[];
  /** The `DEVICE_KEY` that the client named last. */
  readonly deviceKey?: string | undefined;
  /** The challenge that was met last. */
  readonly met?: ChallengeNameType | undefined;
  /** Whether the user has had to choose a new password on the way. */
  readonly choseNewPassword?: true | undefined;
  /** The level that the client has asked the sign-in to be worth: there are no tokens below it. */
  readonly acrTarget?: AcrLevel | undefined;
  /** The event under which the pool records it, and the id that its tokens give for that; absent where it is not recorded. */
  readonly eventId?: string | undefined;
  /** What threat protection made of it; absent where that has not looked yet, or does not. */
  readonly risk?: RiskAssessment | undefined;
  /** Whether it is such a risk that it takes a second factor, whatever pool and user have set. */
  readonly asksForMfa?: true | undefined;
  /** What a custom sign-in has behind it, oldest first. */
  readonly results?: readonly ChallengeResult[] | undefined;
}

/**
 * The challenges of Cognito's own that the triggers of a custom sign-in are told of.
 *
 * @see "Custom authentication challenge Lambda triggers" in the Amazon Cognito Developer Guide
 */
const TOLD: ReadonlySet<ChallengeNameType> = new Set([
  "PASSWORD_VERIFIER",
  "SMS_MFA",
  "EMAIL_OTP",
  "SOFTWARE_TOKEN_MFA",
  "DEVICE_SRP_AUTH",
  "DEVICE_PASSWORD_VERIFIER",
  "NEW_PASSWORD_REQUIRED",
]);

/** What lies behind a sign-in that has met one more challenge, of which a custom sign-in tells its triggers. */
export function withChallengeMet(progress: SignInProgress, challengeName: ChallengeNameType): SignInProgress {
  const met = { ...progress, met: challengeName };
  if (progress.flow !== "CUSTOM_AUTH" || !TOLD.has(challengeName)) return met;
  return { ...met, results: [...(progress.results ?? []), { challengeName, challengeResult: true }] };
}

/** What lies behind a sign-in whose answer names a device. One that has proved itself stays the one. */
export function withDeviceKey(progress: SignInProgress, deviceKey: string | undefined): SignInProgress {
  return deviceKey === undefined || progress.proofs.includes("Device") ? progress : { ...progress, deviceKey };
}
