import { statSync } from "node:fs";
import type { HandlerInvocation, InvocationOutcome } from "@cogmock/core";
import type { FunctionFile } from "../configuration/function-targets.ts";
import { type ModuleThread, startModuleThread } from "./module-thread.ts";

/** Runs functions of module files. */
export interface ModuleFunctions {
  run(target: FunctionFile, invocation: HandlerInvocation, signal?: AbortSignal): Promise<InvocationOutcome>;
  /** Ends all threads, and what runs on them. */
  close(): void;
}

/** A thread, and the state of its file when it was started. */
interface Loaded {
  readonly thread: ModuleThread;
  readonly changedAt: number | undefined;
}

function lastChangeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/** Whether a thread runs what the files now say, its own and those that it has loaded. */
function isCurrent({ file }: FunctionFile, { thread, changedAt }: Loaded): boolean {
  if (!thread.takesMore() || lastChangeOf(file) !== changedAt) return false;
  return Object.entries(thread.sources()).every(([source, time]) => lastChangeOf(source) === time);
}

/**
 * Runs functions of module files, each on a thread of its own: what they do there (a loop without end, `process.exit`,
 * an error that nobody catches) is no more than a failed function, as on Lambda. A thread is started by the first call,
 * and another takes its place when a file has changed that it was made of.
 */
export function createModuleFunctions(): ModuleFunctions {
  const threads = new Map<string, Loaded>();

  function threadOf(target: FunctionFile): ModuleThread {
    const key = `${target.file}#${target.handler}`;
    const known = threads.get(key);
    if (known && isCurrent(target, known)) return known.thread;
    known?.thread.retire();
    const loaded = { thread: startModuleThread(target), changedAt: lastChangeOf(target.file) };
    threads.set(key, loaded);
    return loaded.thread;
  }

  return {
    run: (target, invocation, signal) => threadOf(target).run(invocation, signal),
    close() {
      for (const { thread } of threads.values()) thread.end();
      threads.clear();
    },
  };
}
