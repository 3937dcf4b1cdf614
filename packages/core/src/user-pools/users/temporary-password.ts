import { randomPassword } from "@cogmock/crypto";
import type { PasswordPolicyType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";

const DAY_MILLISECONDS = 86_400_000;
/** AWS's own default, where a pool says nothing of `TemporaryPasswordValidityDays`, or 0. */
const DEFAULT_VALIDITY_DAYS = 7;
const DEFAULT_LENGTH = 8;

/** When a temporary password stops working that is set now. */
export function temporaryPasswordEndsAt(policy: PasswordPolicyType, now: EpochMilliseconds): EpochMilliseconds {
  return now + (policy.TemporaryPasswordValidityDays || DEFAULT_VALIDITY_DAYS) * DAY_MILLISECONDS;
}

/** A temporary password that meets the policy, of the shortest length allowed, but at least eight characters. */
export function generateTemporaryPassword(
  { random }: Pick<OperationContext, "random">,
  policy: PasswordPolicyType,
): string {
  const options = {
    length: Math.max(policy.MinimumLength ?? DEFAULT_LENGTH, DEFAULT_LENGTH),
    uppercase: policy.RequireUppercase ?? false,
    lowercase: policy.RequireLowercase ?? false,
    numbers: policy.RequireNumbers ?? false,
    symbols: policy.RequireSymbols ?? false,
  };
  return randomPassword(options, (length) => random.bytes(length));
}
