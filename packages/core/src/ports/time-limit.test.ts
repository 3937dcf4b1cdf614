import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TriggerFunction } from "../index.ts";
import { givenTriggers } from "../testing/given-triggers.ts";
import { withTimeLimit } from "./time-limit.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const SECONDS = 1_000;

/** A pool whose trigger takes this long for an answer, a number for each try. */
async function givenSlow(...durations: readonly number[]) {
  let tries = 0;
  const slow: TriggerFunction = async (event) => {
    const duration = durations[tries] ?? 0;
    tries += 1;
    await new Promise((resolve) => {
      setTimeout(resolve, duration);
    });
    return event;
  };
  const given = await givenTriggers({ PreSignUp: slow }, { user: false });
  const signUp = () =>
    given.cognito.send("SignUp", { ClientId: given.ClientId, Username: "bob", Password: "Correct-Horse-9!" });
  return { ...given, signUp, tries: () => tries };
}

/** Lets the timers run on until there is an outcome. */
async function inTime<T>(outcome: Promise<T>): Promise<T> {
  const settled = new AbortController();
  const settle = () => settled.abort();
  outcome.then(settle, settle);
  while (!settled.signal.aborted) await vi.advanceTimersByTimeAsync(100);
  return outcome;
}

test("A function has five seconds", async () => {
  const { signUp, tries } = await givenSlow(4.9 * SECONDS);
  expect(await inTime(signUp())).toHaveProperty("UserSub");
  expect(tries()).toBe(1);
});

test("A function that does not answer in time is tried again, with the same event", async () => {
  const { signUp, tries, calls } = await givenSlow(6 * SECONDS, 6 * SECONDS, SECONDS);
  expect(await inTime(signUp())).toHaveProperty("UserSub");
  expect(tries()).toBe(3);
  expect(calls[2]?.event).toEqual(calls[0]?.event);
});

test("After three tries Cognito gives up, and nothing is done", async () => {
  const { cognito, UserPoolId, signUp, tries } = await givenSlow(...Array.from({ length: 4 }, () => 6 * SECONDS));
  const begin = vi.getTimerCount();
  await expect(inTime(signUp())).rejects.toBeCognitoError(
    "UnexpectedLambdaException",
    "PreSignUp invocation failed due to error Socket timeout while invoking Lambda function.",
  );
  expect(tries()).toBe(3);
  expect((await cognito.send("ListUsers", { UserPoolId })).Users).toEqual([]);
  await vi.runAllTimersAsync();
  expect(vi.getTimerCount()).toBe(begin);
});

test("What fails in time is not tried again", async () => {
  let tries = 0;
  const given = await givenTriggers(
    {
      PreSignUp: async () => {
        tries += 1;
        throw new Error("no");
      },
    },
    { user: false },
  );
  await expect(
    given.cognito.send("SignUp", { ClientId: given.ClientId, Username: "bob", Password: "Correct-Horse-9!" }),
  ).rejects.toBeCognitoError("UserLambdaValidationException", "PreSignUp failed with error no.");
  expect(tries).toBe(1);
});

test("Whoever runs a function is told when nobody waits any longer, for each try", async () => {
  const signals: AbortSignal[] = [];
  const run = withTimeLimit((_, signal) => {
    if (signal) signals.push(signal);
    return new Promise(() => {});
  });
  const outcome = run({ functionArn: "f", payload: "{}" });
  await vi.advanceTimersByTimeAsync(4.9 * SECONDS);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  await vi.advanceTimersByTimeAsync(0.2 * SECONDS);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(10 * SECONDS);
  expect(await outcome).toEqual({ kind: "timedOut" });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
  expect(vi.getTimerCount()).toBe(0);
});

test("A function for which nobody waits has a quarter of an hour, as on Lambda, and is tried once", async () => {
  const tries: AbortSignal[] = [];
  const run = withTimeLimit((_, signal) => {
    if (signal) tries.push(signal);
    return new Promise(() => {});
  });
  const outcome = run({ functionArn: "f", payload: "{}", isAsynchronous: true });
  await vi.advanceTimersByTimeAsync(899 * SECONDS);
  expect(tries.map(({ aborted }) => aborted)).toEqual([false]);
  await vi.advanceTimersByTimeAsync(2 * SECONDS);
  expect(await outcome).toEqual({ kind: "timedOut" });
  expect(tries.map(({ aborted }) => aborted)).toEqual([true]);
  expect(vi.getTimerCount()).toBe(0);
});
