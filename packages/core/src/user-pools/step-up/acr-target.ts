import type { Proof, SignInProgress } from "../authentication/sign-in-progress.ts";
import type { FirstChallenge } from "../choice/first-challenges.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { type AcrLevel, levelOf } from "./acr-level.ts";
import { alreadyThere, lacksFactors } from "./step-up-refusals.ts";
import { methodsTo } from "./second-factors.ts";

/** What each first challenge proves. Which kind of passkey it is makes no difference to the level. */
const PROOF_BY: Readonly<Record<FirstChallenge, Proof>> = {
  PASSWORD_SRP: "Password",
  PASSWORD: "Password",
  EMAIL_OTP: "EmailCode",
  SMS_OTP: "SmsCode",
  WEB_AUTHN: "PlatformPasskey",
};

/** Who signs in. */
interface Subject {
  readonly pool: UserPool;
  /** Absent where nobody has the name: then there are no second factors. */
  readonly user: User | undefined;
}

/** Whether these proofs make a level, by themselves or with a second factor. */
export function leadsTo(target: AcrLevel, { pool, user }: Subject, proofs: readonly Proof[]): boolean {
  return levelOf(proofs) >= target || (user !== undefined && methodsTo(target, { pool, user }, proofs).length > 0);
}

/** Of the challenges that a user may begin with, those that lead to the level that the sign-in is to be worth. */
export function challengesTo<Name extends FirstChallenge>(
  { acrTarget, proofs }: Pick<SignInProgress, "acrTarget" | "proofs">,
  subject: Subject,
  available: readonly Name[],
): readonly Name[] {
  if (acrTarget === undefined) return available;
  return available.filter((name) => leadsTo(acrTarget, subject, [...proofs, PROOF_BY[name]]));
}

/**
 * The level that a sign-in is to be worth: the first of those asked for that the user can get to.
 *
 * @param proofs what has been proved before
 * @throws InvalidParameterException the user cannot get to any
 */
export function requireTarget(
  levels: readonly AcrLevel[],
  subject: Subject,
  proofs: readonly Proof[],
  available: readonly FirstChallenge[],
): AcrLevel {
  const canReach = (acrTarget: AcrLevel): boolean =>
    leadsTo(acrTarget, subject, proofs) || challengesTo({ acrTarget, proofs }, subject, available).length > 0;
  const target = levels.find(canReach);
  if (target === undefined) throw lacksFactors();
  return target;
}

/** @throws InvalidParameterException what the token has proved makes the level already */
export function assertStepsUp(target: AcrLevel, credit: readonly Proof[]): void {
  if (levelOf(credit) >= target) throw alreadyThere();
}
