import { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";
import type { AnyWrite } from "../../store/store.ts";
import type { CountedSubject } from "../users/sign-in-names.ts";

/** How often a user has answered wrongly, since it was last forgotten. */
export interface Failures extends CountedSubject {
  readonly count: number;
  readonly lastAt: EpochMilliseconds;
}

const SECOND_MILLISECONDS = 1_000;

/** When all failures are forgotten, and the longest lock. */
const QUARTER_OF_AN_HOUR = 900 * SECOND_MILLISECONDS;

/** The failure that starts the first lock, of a second. */
const LOCKING_FAILURES = 5;

/** Wrong passwords and codes of the last quarter of an hour, of all pools. */
export const failures: Collection<Failures> = defineCollection<Failures>({
  name: "failures",
  key: (record) => [record.userPoolId, record.sub],
  expiresAt: (record) => record.lastAt + QUARTER_OF_AN_HOUR,
});

/** How long the lock is that this many failures start: a second for five, twice as long for each further one. */
function lockMilliseconds(count: number): number {
  return count < LOCKING_FAILURES
    ? 0
    : Math.min(QUARTER_OF_AN_HOUR, SECOND_MILLISECONDS * 2 ** (count - LOCKING_FAILURES));
}

/**
 * Counts a wrong password or code. Five of them start a lock, which grows with each further one; a wrong answer within it
 * is not counted. The lock is a soft one: the right answer gets through, as it has been measured of passwords on AWS.
 *
 * @param subject the user; for a name that nobody has, see `strangerOf`
 * @param writes what else is to be committed, counted or not
 * @throws NotAuthorizedException `Password attempts exceeded`, within a lock. unconfirmed: these words of codes
 * @see "Lockout behavior" in the Amazon Cognito Developer Guide
 */
export async function countFailure(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  { userPoolId, sub }: CountedSubject,
  writes: readonly AnyWrite[] = [],
): Promise<void> {
  const before = await store.get(failures, [userPoolId, sub]);
  const now = clock.now();
  if (before && now < before.lastAt + lockMilliseconds(before.count)) {
    if (writes.length > 0) await store.commit(writes);
    throw new NotAuthorizedException("Password attempts exceeded");
  }
  const record: Failures = { userPoolId, sub, count: (before?.count ?? 0) + 1, lastAt: now };
  await store.commit([failures.put(record, { expect: before ?? "absent" }), ...writes]);
}

/**
 * What forgets the failures of a user; to be committed with the tokens of a sign-in, or with the user's deletion. A right
 * password alone forgets nothing: whoever knows it could try codes without end.
 */
export async function forgetFailures(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, sub }: CountedSubject,
): Promise<AnyWrite[]> {
  const record = await store.get(failures, [userPoolId, sub]);
  return record ? [failures.delete(record, { expect: "any" })] : [];
}
