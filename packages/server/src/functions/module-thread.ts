import { Worker } from "node:worker_threads";
import { type HandlerInvocation, type InvocationOutcome, runHandler } from "@cogmock/core";
import type { FunctionFile } from "../configuration/function-targets.ts";

/**
 * What runs on the thread. Text and not a file, so that it is still there when the product is bundled into one file.
 *
 * The hook notes every file that is loaded, and which state of it. What packages have installed does not change.
 */
const threadSource = `
const { parentPort, workerData } = require("node:worker_threads");
const { registerHooks } = require("node:module");
const { statSync } = require("node:fs");
const { fileURLToPath, pathToFileURL } = require("node:url");
const runHandler = ${runHandler.toString()};
const sources = {};
registerHooks({
  load(url, context, nextLoad) {
    if (url.startsWith("file:") && !url.includes("/node_modules/")) {
      const file = fileURLToPath(url);
      sources[file] = statSync(file).mtimeMs;
    }
    return nextLoad(url, context);
  },
});
async function findHandler({ file, handler }) {
  const exported = await import(pathToFileURL(file).href);
  for (const scope of [exported, exported.default]) {
    if (typeof scope?.[handler] === "function") return scope[handler];
  }
  if (typeof exported.default === "function") return exported.default;
  throw new Error(file + ': "' + handler + '" is undefined or not exported');
}
const loading = findHandler(workerData);
loading.catch(() => {});
parentPort.on("message", async ({ id, invocation }) => {
  const handler = await loading.catch((error) => ({ errorMessage: String(error?.message ?? error) }));
  const isLoaded = typeof handler === "function";
  const outcome = isLoaded
    ? await runHandler(handler, invocation, () => Date.now())
    : { kind: "threw", errorMessage: handler.errorMessage };
  parentPort.postMessage({ id, outcome, sources, isLoaded });
});
`;

/** What the thread says when a function has ended. */
interface ThreadAnswer {
  readonly id: number;
  readonly outcome: InvocationOutcome;
  /** The files that were loaded so far, and when each had last been changed by then. */
  readonly sources: Readonly<Record<string, number>>;
  readonly isLoaded: boolean;
}

/** A thread on which the functions of a file run. */
export interface ModuleThread {
  /** @param signal gives the invocation up; the thread takes no other then, for it may be stuck */
  run(invocation: HandlerInvocation, signal?: AbortSignal): Promise<InvocationOutcome>;
  /** The files that it was made of, with the time of their last change then. Empty until a function has ended. */
  readonly sources: () => Readonly<Record<string, number>>;
  /** Whether it takes another invocation. */
  readonly takesMore: () => boolean;
  /** Ends it when what runs on it has ended. */
  retire(): void;
  /** Ends it, and what runs on it. */
  end(): void;
}

/** What AWS says of a function whose process ended. */
function exited(requestId: string, code: number): string {
  return `RequestId: ${requestId} Error: Runtime exited with error: exit status ${code}`;
}

interface Running {
  readonly requestId: string;
  readonly settle: (outcome: InvocationOutcome) => void;
}

/** Starts a thread for a file. It does not keep the process alive. */
export function startModuleThread(target: FunctionFile): ModuleThread {
  // Flags meant for the main program (preloads, inputs) are nothing for this thread; those for its modules are.
  const worker = new Worker(threadSource, { eval: true, workerData: target });
  worker.unref();
  const running = new Map<number, Running>();
  let lastId = 0;
  let sources: Readonly<Record<string, number>> = {};
  let takesMore = true;

  function endAll(outcomeOf: (run: Running) => InvocationOutcome): void {
    for (const run of running.values()) run.settle(outcomeOf(run));
    running.clear();
  }

  function end(): void {
    takesMore = false;
    void worker.terminate();
  }

  function retire(): void {
    takesMore = false;
    if (running.size === 0) end();
  }

  function settle(id: number, outcome: InvocationOutcome): void {
    running.get(id)?.settle(outcome);
    running.delete(id);
    if (!takesMore) retire();
  }

  worker.on("message", ({ id, outcome, sources: loaded, isLoaded }: ThreadAnswer) => {
    sources = loaded;
    // What is amiss with the file may be mended in one that it could not load.
    takesMore &&= isLoaded;
    settle(id, outcome);
  });
  // An error that no handler caught, in something that it had begun.
  worker.on("error", (error: Error) => {
    takesMore = false;
    endAll(() => ({ kind: "threw", errorMessage: error.message }));
  });
  worker.on("exit", (code) => {
    takesMore = false;
    endAll(({ requestId }) => ({ kind: "threw", errorMessage: exited(requestId, code) }));
  });

  return {
    run: (invocation, signal) =>
      new Promise((resolve) => {
        lastId += 1;
        const id = lastId;
        running.set(id, { requestId: invocation.awsRequestId, settle: resolve });
        signal?.addEventListener("abort", () => {
          if (!running.has(id)) return;
          takesMore = false;
          settle(id, { kind: "timedOut" });
        });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows; a thread has no origin
        worker.postMessage({ id, invocation });
      }),
    sources: () => sources,
    takesMore: () => takesMore,
    retire,
    end,
  };
}
