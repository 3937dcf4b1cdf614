import { LimitExceededException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import type { User } from "../users/user.ts";

/**
 * What AWS lets a user do only so many times an hour.
 *
 * @see "Quotas on user account recovery and code requests" in "Quotas in Amazon Cognito"
 */
const LIMITS_PER_HOUR = {
  ResendConfirmationCode: 5,
  ConfirmSignUp: 15,
  ForgotPassword: 5,
  ConfirmForgotPassword: 5,
  ChangePassword: 5,
  GetUserAttributeVerificationCode: 5,
  VerifyUserAttribute: 15,
} as const;

/** An operation whose attempts are counted. */
export type LimitedOperation = keyof typeof LIMITS_PER_HOUR;

/** How often a user has tried an operation in the current hour. */
export interface Attempts {
  readonly userPoolId: string;
  readonly sub: string;
  readonly operation: LimitedOperation;
  readonly count: number;
  /** When the hour ends that began with the first attempt. */
  readonly windowEndsAt: EpochMilliseconds;
}

/** Attempts of the last hour, of all pools. */
export const attempts: Collection<Attempts> = defineCollection<Attempts>({
  name: "attempts",
  key: (record) => [record.userPoolId, record.sub, record.operation],
  expiresAt: (record) => record.windowEndsAt,
});

const HOUR_MILLISECONDS = 3_600_000;

/** A right to one more attempt. */
export interface AttemptAllowance {
  /** Counts the attempt; to be committed with what the attempt leads to. */
  readonly count: AnyWrite;
  /** Forgets all attempts, where there were any: for a success that ends the series. */
  readonly forget: readonly AnyWrite[];
}

/**
 * Asks whether the user may try once more.
 *
 * @throws LimitExceededException `Attempt limit exceeded, please try after some time.`
 */
export async function requireAttempt(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  user: Pick<User, "userPoolId" | "sub">,
  operation: LimitedOperation,
): Promise<AttemptAllowance> {
  const before: Stored<Attempts> | undefined = await store.get(attempts, [user.userPoolId, user.sub, operation]);
  if (before && before.count >= LIMITS_PER_HOUR[operation]) {
    throw new LimitExceededException("Attempt limit exceeded, please try after some time.");
  }
  const record: Attempts = {
    userPoolId: user.userPoolId,
    sub: user.sub,
    operation,
    count: (before?.count ?? 0) + 1,
    windowEndsAt: before?.windowEndsAt ?? clock.now() + HOUR_MILLISECONDS,
  };
  return {
    count: attempts.put(record, { expect: before ?? "absent" }),
    forget: before ? [attempts.delete(before, { expect: before })] : [],
  };
}

/** What forgets all attempts of a user; to be committed with the user's deletion. */
export async function attemptWritesOfUser(
  { store }: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
): Promise<AnyWrite[]> {
  const found = await Promise.all(
    Object.keys(LIMITS_PER_HOUR).map((operation) => store.get(attempts, [user.userPoolId, user.sub, operation])),
  );
  return found.flatMap((record) => (record ? [attempts.delete(record, { expect: record })] : []));
}
