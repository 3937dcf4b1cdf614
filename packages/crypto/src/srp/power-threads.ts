import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { createFixedBasePower, type FixedBase } from "./fixed-base-power.ts";
import { createGeneralPower } from "./general-power.ts";

// Text and not a file, so that it is still there when the product is bundled into one file.
const threadSource = `
const { parentPort, workerData } = require("node:worker_threads");
const ofFixedBase = (${createFixedBasePower.toString()})(workerData);
const ofAnyBase = (${createGeneralPower.toString()})(workerData.modulus, require("node:crypto"));
parentPort.on("message", ({ base, exponent }) =>
  parentPort.postMessage(base === undefined ? ofFixedBase(exponent) : ofAnyBase(base, exponent)));
parentPort.postMessage("ready");
`;

/** How many powers wait for a thread at most; with more than these the event loop computes too, lest they wait too long. */
const maxQueued = 16;

/** A power that is asked for. */
export interface Power {
  /** Left out: the fixed base, which takes half the time but only 32 bytes of exponent. */
  readonly base?: bigint;
  /** Big-endian. */
  readonly exponent: Uint8Array;
}

interface Queued {
  readonly asked: Power;
  readonly resolve: (power: bigint) => void;
}

interface PowerThread {
  readonly takesMore: () => boolean;
  readonly compute: (asked: Power) => Promise<bigint>;
}

/**
 * Computes powers modulo the fixed base's modulus on threads of its own, one fewer than there are processors and at most
 * four. They start when first needed, one at a time, and do not keep the process alive once their work is done.
 *
 * @param here computes on this thread what a thread that died has left behind
 * @returns a function that answers undefined when no thread takes more: none is ready yet, all have enough to do, or
 *   threads do not work in this process (then it stays so)
 */
export function createPowerThreads(
  fixedBase: FixedBase,
  here: (asked: Power) => bigint,
): (asked: Power) => Promise<bigint> | undefined {
  const maxThreads = Math.min(availableParallelism() - 1, 4);
  const threads: PowerThread[] = [];
  let starting = false;
  let usable = true;

  function start(): void {
    starting = true;
    const queue: Queued[] = [];
    // Flags meant for the main program (preloads, --input-type, conditions) are nothing for this thread.
    const worker = new Worker(threadSource, { eval: true, execArgv: [], workerData: fixedBase });
    worker.unref();
    const thread: PowerThread = {
      takesMore: () => queue.length < maxQueued,
      compute: (asked) =>
        new Promise((resolve) => {
          if (queue.length === 0) worker.ref();
          queue.push({ asked, resolve });
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows; a thread has no origin
          worker.postMessage(asked);
        }),
    };
    worker.once("message", () => {
      starting = false;
      threads.push(thread);
      worker.on("message", (power: bigint) => {
        queue.shift()?.resolve(power);
        if (queue.length === 0) worker.unref();
      });
    });
    // "exit" follows every error; without a listener the error itself would end the process.
    worker.on("error", () => undefined);
    worker.on("exit", () => {
      usable = false;
      threads.length = 0;
      for (const { asked, resolve } of queue.splice(0)) resolve(here(asked));
    });
  }

  return (asked) => {
    if (!usable) return undefined;
    const free = threads.find((thread) => thread.takesMore());
    if (free !== undefined) return free.compute(asked);
    if (!starting && threads.length < maxThreads) {
      try {
        start();
      } catch {
        // Node's permission model, for one, can forbid threads.
        usable = false;
      }
    }
    return undefined;
  };
}
