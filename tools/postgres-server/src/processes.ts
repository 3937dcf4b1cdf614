import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** How often it is looked whether something that cannot be waited for has happened. */
export const POLL_MS = 10;

/**
 * Kills a process together with its children, so that none can finish what it was doing.
 *
 * @param pid of the parent; it is stopped first, or it would make new children meanwhile
 */
export async function killWithChildren(pid: number): Promise<void> {
  process.kill(pid, "SIGSTOP");
  const all = [...childrenOf(pid), pid];
  for (const each of all) signal(each, "SIGKILL");
  while (all.some(isRunning)) await setTimeout(POLL_MS);
}

/** Sends a signal to a process that may be gone already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function childrenOf(pid: number): readonly number[] {
  return processTable()
    .filter(({ parent }) => parent === pid)
    .map((each) => each.pid);
}

/** Where nobody collects orphans, as in many a container, the dead stay as zombies: they count as gone. */
function isRunning(pid: number): boolean {
  const found = processTable().find((each) => each.pid === pid);
  return found !== undefined && !found.state.startsWith("Z");
}

function processTable(): readonly { readonly pid: number; readonly parent: number; readonly state: string }[] {
  const { stdout, error } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,state="], { encoding: "utf8" });
  if (error !== undefined) throw new Error("ps is needed to kill PostgreSQL with its children", { cause: error });
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [pid, parent, state = ""] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), state };
    });
}

/** What PostgreSQL's lock file says: who runs, and whether it takes connections. Undefined while there is none. */
export function readLockFile(file: string): { readonly pid: number; readonly isReady: boolean } | undefined {
  try {
    // PostgreSQL's documentation, "Database File Layout": the first line is the process, the eighth its state.
    const lines = readFileSync(file, "utf8").split("\n");
    return { pid: Number(lines[0]), isReady: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}
