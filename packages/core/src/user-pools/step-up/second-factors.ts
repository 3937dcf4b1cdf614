import type { Proof, SignInProgress } from "../authentication/sign-in-progress.ts";
import type { MfaMethod } from "../mfa/mfa-methods.ts";
import { requiredMfa, usableMethods } from "../mfa/required-mfa.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { type AcrLevel, levelOf } from "./acr-level.ts";

/** What each method proves. */
const PROOF_BY: Readonly<Record<MfaMethod, Proof>> = {
  SMS_MFA: "SmsCode",
  EMAIL_OTP: "EmailCode",
  SOFTWARE_TOKEN_MFA: "SoftwareToken",
};

/** The second factors that a user can be asked for: those that are turned on, or that sign-in would ask for anyway. */
function secondFactorsOf(pool: UserPool, user: User): readonly MfaMethod[] {
  if (pool.settings.MfaConfiguration === "OFF") return [];
  const usable = usableMethods(pool, user);
  const required = requiredMfa(pool, user);
  return usable.length === 0 && required.kind === "method" ? [required.method] : usable;
}

/** The second factors that lead from these proofs to a level. They follow a password. */
export function methodsTo(
  target: AcrLevel,
  { pool, user }: { readonly pool: UserPool; readonly user: User },
  proofs: SignInProgress["proofs"],
): readonly MfaMethod[] {
  if (!proofs.includes("Password")) return [];
  return secondFactorsOf(pool, user).filter((method) => levelOf([...proofs, PROOF_BY[method]]) >= target);
}
