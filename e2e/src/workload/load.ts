import { setTimeout } from "node:timers/promises";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { vi } from "vitest";
import { type Workload, write } from "./writers.ts";

/** Writers at work while something else happens. */
export interface Load {
  /** How many writes were not acknowledged so far. */
  readonly failures: number;
  /** How long the slowest write took, with or without success, in milliseconds. */
  readonly slowestMs: number;
  /** Waits until so many more writes were acknowledged. @throws what a writer failed for; Error it takes too long */
  readonly progress: (writes: number, timeoutMs?: number) => Promise<void>;
  /** Waits until so many more writes failed. @throws as `progress` */
  readonly refusals: (writes: number, timeoutMs?: number) => Promise<void>;
  /** Lets every writer finish what it is at. @throws what a writer failed for */
  readonly stop: () => Promise<void>;
}

const TIMEOUT_MS = 20_000;
const POLL_MS = 5;

/** How long a writer waits after a failure, as a client that tries again does. */
const PAUSE_MS = 50;

/**
 * Begins to write with all writers.
 *
 * @param isExpected whether a write may fail like this; if not, all stop
 */
export function beginLoad(
  workload: Workload,
  aws: CognitoIdentityProviderClient,
  isExpected: (error: unknown) => boolean,
): Load {
  let isOver = false;
  let failures = 0;
  let slowestMs = 0;
  aws.middlewareStack.add(
    (next) => async (request) => {
      const begun = performance.now();
      try {
        return await next(request);
      } finally {
        slowestMs = Math.max(slowestMs, performance.now() - begun);
      }
    },
    { step: "initialize", name: "stopwatch", override: true },
  );
  const onFailure = async (error: unknown): Promise<boolean> => {
    if (!isExpected(error)) throw error;
    failures += 1;
    await setTimeout(PAUSE_MS);
    return true;
  };
  const options = { aws, isOver: () => isOver, onFailure };
  const writing = Promise.all(workload.accounts.map((_, writer) => write(workload, writer, options)));
  writing.catch(() => {
    isOver = true; // the others stop, and whoever waits next is told
  });
  const until = async (isReached: () => boolean, timeout: number): Promise<void> => {
    await Promise.race([writing, vi.waitUntil(isReached, { timeout, interval: POLL_MS })]);
  };
  return {
    get failures() {
      return failures;
    },
    get slowestMs() {
      return slowestMs;
    },
    progress: (writes, timeoutMs = TIMEOUT_MS) => {
      const wanted = workload.acknowledged + writes;
      return until(() => workload.acknowledged >= wanted, timeoutMs);
    },
    refusals: (writes, timeoutMs = TIMEOUT_MS) => {
      const wanted = failures + writes;
      return until(() => failures >= wanted, timeoutMs);
    },
    stop: async () => {
      isOver = true;
      await writing;
    },
  };
}
