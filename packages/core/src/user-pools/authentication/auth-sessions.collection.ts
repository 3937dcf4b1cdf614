import type { SrpHandshake } from "@cogmock/crypto";
import type { ChallengeNameType } from "@cogmock/protocol/user-pools";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";
import type { CustomChallenge } from "../triggers/create-auth-challenge.ts";
import type { SoftwareTokenSetup } from "../mfa/software-token.ts";
import type { PasskeyChallenge } from "../choice/passkey-challenge.ts";
import type { SentCode } from "./sent-code.ts";
import type { SignInProgress } from "./sign-in-progress.ts";

/** What a challenge has to remember of itself to judge its answer. JSON data; a member for each kind of challenge that needs one. */
export interface ChallengeMemory {
  /** The handshake that a proof of a password finishes. */
  readonly handshake?: SrpHandshake | undefined;
  /** What the function that made a custom challenge wants to know again when it is answered. */
  readonly custom?: Pick<CustomChallenge, "privateParameters" | "metadata"> | undefined;
  /** The code that was sent, of challenges that ask for one. */
  readonly sentCode?: SentCode | undefined;
  /** How far the set-up of an authenticator app has come, of MFA_SETUP. */
  readonly softwareTokenSetup?: SoftwareTokenSetup | undefined;
  /** What a passkey is to sign, of WEB_AUTHN. */
  readonly passkey?: PasskeyChallenge | undefined;
}

/**
 * What a session waits for: the answer to a challenge; the code of a sign-up; or, once that was right, the sign-in that
 * follows upon it.
 */
export type AuthSessionStep = ChallengeNameType | "SignUp" | "ConfirmSignUp";

/** A sign-in that waits for the answer to a challenge: what a `Session` string stands for. */
export interface AuthSession {
  /** The hash of the string, which is not kept. */
  readonly hash: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** Absent where nobody has the name: the challenge is a decoy, which no answer meets. */
  readonly sub?: string | undefined;
  /** The name as it was typed, where nobody has it. */
  readonly unknownName?: string | undefined;
  readonly challenge: AuthSessionStep;
  readonly progress: SignInProgress;
  readonly memory?: ChallengeMemory | undefined;
  /** The salt of the password that the user had when the challenge was posed: no two passwords share one. */
  readonly passwordSalt?: string | undefined;
  readonly expiresAt: EpochMilliseconds;
  /** When the challenge was met; a session can be used only once. */
  readonly spentAt?: EpochMilliseconds | undefined;
  /** The hash of the session of the DEVICE_SRP_AUTH that followed when the challenge was met, where one did. */
  readonly ledToDevice?: string | undefined;
}

/** For how long a session that has expired is kept, to be able to say so: a day. */
const REMEMBERED_MILLISECONDS = 86_400_000;

/** Sign-ins of all pools that wait for an answer, and those that have had it. */
export const authSessions: Collection<AuthSession> = defineCollection<AuthSession>({
  name: "authSessions",
  key: (session) => [session.hash],
  expiresAt: (session) => session.expiresAt + REMEMBERED_MILLISECONDS,
});
