import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { report, row } from "./report.ts";

const MAX_MIB_PER_10K = 12.5;
const TIME_LIMIT_MS = 90_000;

/** What users occupy in the memory driver: measured as heap, in a process of its own, after collecting garbage. */
export async function measureMemory(): Promise<void> {
  const what = "memory driver, heap per 10k users";
  await row(what, async () => {
    const growth = path.join(import.meta.dirname, "heap-growth.ts");
    const argv = ["--expose-gc", "--conditions=@cogmock/source", growth];
    const { stdout } = await promisify(execFile)(process.execPath, argv, { timeout: TIME_LIMIT_MS });
    const mebibytes = Number(stdout);
    report(what, `${mebibytes.toFixed(1)} MiB`, {
      text: `≤ ${MAX_MIB_PER_10K} MiB`,
      reached: mebibytes <= MAX_MIB_PER_10K,
    });
  });
}
