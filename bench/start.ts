import { setTimeout as sleep } from "node:timers/promises";
import { median, report, row } from "./report.ts";
import { call } from "./request.ts";
import { residentMebibytes, startProduct } from "./subject.ts";

const STARTS = 9;
const MAX_START_MS = 150;
const MAX_IDLE_MIB = 85;
/** Until the spare keys of a new store are made. */
const SETTLE_MS = 2_000;

/** How long the product takes to answer its first request, and what it occupies when nobody asks anything. */
export async function measureStart(): Promise<void> {
  for (const storage of ["sqlite", "memory"] as const) {
    const what = `start to first answer, ${storage}`;
    await row(what, async () => {
      const times: number[] = [];
      for (let start = 0; start < STARTS; start++) {
        const began = performance.now();
        const product = await startProduct(storage);
        await call(product.url, "ListUserPools", { MaxResults: 1 });
        times.push(performance.now() - began);
        await product.stop();
      }
      const middle = median(times);
      report(what, `${middle.toFixed(0)} ms, best ${Math.min(...times).toFixed(0)}`, {
        text: `≤ ${MAX_START_MS} ms`,
        reached: middle <= MAX_START_MS,
      });
    });
  }
  await row("resident memory, idle", async () => {
    const product = await startProduct("sqlite");
    await call(product.url, "ListUserPools", { MaxResults: 1 });
    await sleep(SETTLE_MS);
    const occupied = residentMebibytes(product);
    await product.stop();
    report("resident memory, idle", `${occupied.toFixed(0)} MiB`, {
      text: `≤ ${MAX_IDLE_MIB} MiB`,
      reached: occupied <= MAX_IDLE_MIB,
    });
  });
}
