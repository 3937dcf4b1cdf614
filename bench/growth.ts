import { createPool, PASSWORD, userCreation } from "./fixtures.ts";
import { load } from "./load.ts";
import { rate, report, row } from "./report.ts";
import type { BenchRequest } from "./request.ts";
import { processorMilliseconds, residentMebibytes, startProduct } from "./subject.ts";

const MIN_PAIRS_PER_SECOND = 1_400;
const MIN_CREATED_PER_SECOND = 4_000;
/** The share of the first rate that is left at the greatest size. */
const MIN_STEADINESS = 0.8;
const MAX_LIST_MS = 0.4;
/** How many creations are timed at each size; the others only fill the pool. */
const TIMED_CREATIONS = 4_000;
/** A password is set this many requests after its user was asked for, when the user surely exists. */
const LAG = 64;

/** What to measure of a pool that grows. */
export interface GrowthOptions {
  readonly sizes: readonly number[];
  readonly creates: boolean;
  readonly lists: boolean;
  /** Seconds for each figure. */
  readonly seconds: number;
}

/** Writes to a pool, and searches in it, from its first user to its last. */
export async function measureGrowth({ sizes, creates, lists, seconds }: GrowthOptions): Promise<void> {
  if (creates) await row("create a user and set a password", () => measurePairs(seconds * 2));
  const product = await startProduct("sqlite");
  const { UserPoolId } = await createPool(product.url);
  if (creates) await warmUp(product.url);
  let created = 0;
  const nextUser = (): BenchRequest => userCreation(UserPoolId, created++);
  let firstRate = 0;
  for (const size of sizes) {
    const label = `pool of ${size.toLocaleString("en")}`;
    await row(`create users, ${label}`, async () => {
      const fill = size - created - TIMED_CREATIONS;
      if (fill > 0) await load(product.url, nextUser, { requests: fill });
      const timed = size - created;
      const before = processorMilliseconds(product);
      const perSecond = await load(product.url, nextUser, { requests: timed });
      const milliseconds = (processorMilliseconds(product) - before) / timed;
      firstRate ||= perSecond;
      const share = perSecond / firstRate;
      if (!creates) return;
      report(
        `create users, ${label}`,
        `${rate(perSecond)}, ${milliseconds.toFixed(3)} ms CPU = ${share.toFixed(2)} of the first`,
        {
          text: `≥ ${rate(MIN_CREATED_PER_SECOND)}, ≥ ${MIN_STEADINESS} of the first`,
          reached: perSecond >= MIN_CREATED_PER_SECOND && share >= MIN_STEADINESS,
        },
      );
    });
    if (!lists) continue;
    const name = `user-${Math.floor(size / 2)}`;
    for (const { kind, Filter } of [
      { kind: "exact", Filter: `email = "${name}@example.com"` },
      { kind: "prefix", Filter: `email ^= "${name}@"` },
    ]) {
      const what = `ListUsers, ${kind}, ${label}`;
      const request = { operation: "ListUsers", input: { UserPoolId, Filter } };
      await row(what, async () => {
        await load(product.url, request, { seconds: seconds / 4 });
        const together = await load(product.url, request, { seconds: seconds / 2 });
        const alone = 1_000 / (await load(product.url, request, { seconds: seconds / 2, connections: 1 }));
        report(what, `${alone.toFixed(2)} ms alone, ${rate(together)} of 16 at once`, {
          text: `≤ ${MAX_LIST_MS} ms`,
          reached: alone <= MAX_LIST_MS,
        });
      });
    }
  }
  if (creates) report(`resident memory with these users`, `${residentMebibytes(product).toFixed(0)} MiB`);
  await product.stop();
}

/** Creates users in another pool, for the program runs slower at first, which is not what a small pool is to show. */
async function warmUp(url: string): Promise<void> {
  const { UserPoolId } = await createPool(url);
  let created = 0;
  await load(url, () => userCreation(UserPoolId, created++), { requests: TIMED_CREATIONS });
}

async function measurePairs(seconds: number): Promise<void> {
  const product = await startProduct("sqlite");
  const { UserPoolId } = await createPool(product.url);
  let asked = 0;
  let users = 0;
  const next = (): BenchRequest => {
    const user = asked++;
    if (user % 2 === 1 && user > 2 * LAG) {
      const Username = `user-${(user - 1) / 2 - LAG}`;
      return {
        operation: "AdminSetUserPassword",
        input: { UserPoolId, Username, Password: PASSWORD, Permanent: true },
      };
    }
    return userCreation(UserPoolId, users++);
  };
  await load(product.url, next, { requests: 8 * LAG });
  const pairs = (await load(product.url, next, { seconds })) / 2;
  await product.stop();
  report("create a user and set a password", `${rate(pairs)} pairs`, {
    text: `≥ ${rate(MIN_PAIRS_PER_SECOND)}`,
    reached: pairs >= MIN_PAIRS_PER_SECOND,
  });
}
