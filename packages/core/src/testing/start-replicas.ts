import type { UserPoolOperations } from "@cogmock/protocol/user-pools";
import { ServiceException } from "@cogmock/protocol/errors";
import type { CognitoOptions } from "../index.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import type { Store } from "../store/store.ts";
import { scatteredStore } from "./scattered-store.ts";
import { startCognito, type TestCognito } from "./start-cognito.ts";
import { createTestClock, type TestClock } from "./test-clock.ts";

/** What became of calls made at the same time: how many were answered without an error, and how many with which. */
export type Outcomes = Readonly<Record<string, number>>;

/** Several Cognitos that have nothing in common but a store and a clock. */
export interface TestReplicas {
  readonly replicas: readonly [TestCognito, TestCognito, TestCognito];
  /** What they share, as it is without a network between. */
  readonly store: Store;
  readonly clock: TestClock;
  /** Makes calls at the same time, each of another replica in turn, and counts their outcomes. */
  atOnce<Name extends keyof UserPoolOperations>(
    times: number,
    operation: Name,
    input: (call: number) => UserPoolOperations[Name]["input"],
  ): Promise<Outcomes>;
}

/** What a call was answered: `done`, or the error's name and message. Anything that is no answer of AWS's is thrown. */
async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "done";
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return `${error.name}: ${error.message}`;
  }
}

/** Counts what became of calls. */
export async function outcomesOf(calls: readonly Promise<unknown>[]): Promise<Outcomes> {
  const counts: Record<string, number> = {};
  for (const outcome of await Promise.all(calls.map(outcomeOf))) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** Three replicas on a memory store that they reach as if through a network, the clock standing at 2026-01-01T00:00:00Z. */
export async function startReplicas(options: Partial<CognitoOptions> = {}): Promise<TestReplicas> {
  const clock = createTestClock("2026-01-01T00:00:00Z");
  const store = createMemoryStore({ clock });
  const start = async (): Promise<TestCognito> => ({
    ...(await startCognito({ ...options, store: scatteredStore(store), clock })),
    clock,
  });
  const replicas = [await start(), await start(), await start()] as const;
  return {
    replicas,
    store,
    clock,
    atOnce: (times, operation, input) =>
      outcomesOf(
        Array.from({ length: times }, async (_, call) =>
          (replicas[call % replicas.length] ?? replicas[0]).send(operation, input(call)),
        ),
      ),
  };
}
