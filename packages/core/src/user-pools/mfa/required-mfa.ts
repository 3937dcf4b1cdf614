import type { VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { addressOf, isOffered, isOwned, MFA_METHODS, type MfaMethod } from "./mfa-methods.ts";
import { enabledMethods, mfaOf } from "./user-mfa.ts";

/** What a user has to do after the first factor. */
export type RequiredMfa =
  | { readonly kind: "none" }
  | { readonly kind: "method"; readonly method: MfaMethod }
  | { readonly kind: "choice"; readonly methods: readonly MfaMethod[] }
  /** MFA is required, and the user has nothing for it yet. */
  | { readonly kind: "setup"; readonly methods: readonly MfaMethod[] }
  /** The user has turned MFA on, and has lost what it takes. */
  | { readonly kind: "impossible" };

/** Whether sign-in can ask for a method. An authenticator app goes on working when the pool no longer offers any. */
function isInForce(pool: UserPool, method: MfaMethod): boolean {
  return method === "SOFTWARE_TOKEN_MFA" || isOffered(pool, method);
}

/** The methods that the user has turned on and that sign-in can ask for now. */
export function usableMethods(pool: UserPool, user: User): readonly MfaMethod[] {
  return enabledMethods(user).filter((method) => isInForce(pool, method) && isOwned(user, method));
}

/** The address that recovers the account, as far as the pool's settings go. */
function isRecoveryAddress(pool: UserPool, method: MfaMethod): boolean {
  const [first] = (pool.settings.AccountRecoverySetting.RecoveryMechanisms ?? []).toSorted(
    (one, other) => one.Priority - other.Priority,
  );
  return first?.Name === `verified_${addressOf(method)}`;
}

/** The method that is used where MFA is required and the user has turned none on. */
function automaticMethod(pool: UserPool, user: User): MfaMethod | undefined {
  if (isOwned(user, "SOFTWARE_TOKEN_MFA")) return "SOFTWARE_TOKEN_MFA";
  const reachable = (["SMS_MFA", "EMAIL_OTP"] as const).filter(
    (method) => isOffered(pool, method) && isOwned(user, method),
  );
  // Of two addresses the one that does not also recover the account.
  return reachable.find((method) => !isRecoveryAddress(pool, method)) ?? reachable[0];
}

/**
 * What a pool asks of a user after a password.
 *
 * @see "Adding MFA to a user pool" in the Amazon Cognito Developer Guide
 */
export function requiredMfa(pool: UserPool, user: User): RequiredMfa {
  const mode = pool.settings.MfaConfiguration;
  if (mode === "OFF") return { kind: "none" };
  const methods = usableMethods(pool, user);
  const { preferred } = mfaOf(user);
  if (preferred && methods.includes(preferred)) return { kind: "method", method: preferred };
  const [only, ...others] = methods;
  if (only) return others.length > 0 ? { kind: "choice", methods } : { kind: "method", method: only };
  if (mode === "OPTIONAL") {
    // Recorded from AWS, of users who had turned SMS on and then deleted their phone number.
    const hasLostAll = enabledMethods(user).some((method) => isInForce(pool, method));
    return { kind: hasLostAll ? "impossible" : "none" };
  }
  const method = automaticMethod(pool, user);
  if (method) return { kind: "method", method };
  return { kind: "setup", methods: MFA_METHODS.filter((candidate) => isOffered(pool, candidate)) };
}

/**
 * What a sign-in that is a risk is asked for after a password, whatever pool and user have set: a method that is turned on
 * or, where none is, one that the user has what it takes for.
 *
 * @see "Working with adaptive authentication" in the Amazon Cognito Developer Guide
 */
export function riskMfa(pool: UserPool, user: User): RequiredMfa {
  const required = requiredMfa(pool, user);
  if (required.kind !== "none" || pool.settings.MfaConfiguration === "OFF") return required;
  const method = automaticMethod(pool, user);
  return method ? { kind: "method", method } : required;
}

/** Whether codes of the user's second factor go to this address, or can go there. */
export function servesMfa(pool: UserPool, user: User, attribute: VerifiedAttributeType): boolean {
  const required = requiredMfa(pool, user);
  const automatic = required.kind === "method" ? [required.method] : [];
  return [...usableMethods(pool, user), ...automatic].some((method) => addressOf(method) === attribute);
}
