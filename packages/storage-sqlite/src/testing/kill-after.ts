import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/**
 * Runs a program until it has written so many lines, and kills it then.
 *
 * @param onLine is given all lines, also those written between the decision and the death
 * @throws Error the program ended in another way
 */
export async function killAfter(
  lines: number,
  [program, ...argv]: readonly [URL, ...string[]],
  onLine: (line: string) => void,
): Promise<void> {
  const child = spawn(process.execPath, ["--conditions=@cogmock/source", fileURLToPath(program), ...argv], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.on("close", (_code, signal) => resolve(signal));
  });
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    onLine(line);
    seen += 1;
    if (seen === lines) child.kill("SIGKILL");
  }
  if ((await ended) !== "SIGKILL") throw new Error(`${program.href} ended by itself: ${complaints}`);
}
