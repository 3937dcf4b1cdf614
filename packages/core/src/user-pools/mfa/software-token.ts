import { verifyTotp } from "@cogmock/crypto";
import { SoftwareTokenMFANotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { isOffered } from "./mfa-methods.ts";

/** An authenticator app that shows codes: TOTP, RFC 6238. */
export interface SoftwareToken {
  /** Base32. */
  readonly secret: string;
  /** `FriendlyDeviceName` */
  readonly friendlyName?: string | undefined;
  /** The time step of the code that was used last: no code is good twice, nor one that is older. */
  readonly usedStep: number;
}

/** How far the set-up of an authenticator app has come in a sign-in whose challenge is MFA_SETUP. */
export interface SoftwareTokenSetup {
  /** Base32. */
  readonly secret: string;
  /** Whether a code of it has been verified: the app is the user's then. */
  readonly isVerified: boolean;
}

/** An app of which no code has been used yet. */
export function unusedToken(secret: string): SoftwareToken {
  return { secret, usedStep: -1 };
}

/** What AWS says to a code that was used before. */
export const USED_BEFORE = "Your software token has already been used once.";

/** What a code does to its app: `accepted` is the app after its use. */
export type CodeOutcome = "wrong" | "used" | { readonly accepted: SoftwareToken };

/** How far apart two codes can be that are good at the same moment: in time steps, the one before to the one after. */
const GOOD_TOGETHER = 2;

/**
 * Judges a code: of the present 30 seconds, or of those before or after, and later than the one that was used last. Where
 * the clock has been moved, a code of real time is good, too: phones know nothing of our clock.
 */
export function judgeCode(
  { clock, realClock }: Pick<OperationContext, "clock" | "realClock">,
  token: SoftwareToken,
  code: string,
): CodeOutcome {
  const { secret, usedStep } = token;
  const step = verifyTotp({ secret, code, now: clock.now() }) ?? verifyTotp({ secret, code, now: realClock.now() });
  if (step === undefined) return "wrong";
  // A code from further ahead was used by a clock that has been turned back since.
  const isUsed = step <= usedStep && usedStep <= step + GOOD_TOGETHER;
  return isUsed ? "used" : { accepted: { ...token, usedStep: step } };
}

/** @throws SoftwareTokenMFANotFoundException `Software Token MFA has not been enabled by the userPool` */
export function assertSoftwareTokenOffered(pool: UserPool): void {
  if (!isOffered(pool, "SOFTWARE_TOKEN_MFA")) {
    throw new SoftwareTokenMFANotFoundException("Software Token MFA has not been enabled by the userPool");
  }
}
