import { describe, expect, test } from "vitest";
import { createProgress } from "./progress.ts";

/** A terminal that keeps what is written to it, and a clock that moves by so much with each chunk. */
async function show(
  chunks: readonly (string | Uint8Array)[],
  { step, isTTY = true, size }: { step: number; isTTY?: boolean; size?: number },
): Promise<readonly string[]> {
  const written: string[] = [];
  let time = 0;
  const terminal = { isTTY, write: (text: string) => written.push(text) };
  const progress = createProgress("importing", { terminal, size, now: () => time });
  async function* slowly(): AsyncGenerator<string | Uint8Array> {
    for (const chunk of chunks) {
      time += step;
      yield chunk;
    }
  }
  const handedOn: (string | Uint8Array)[] = [];
  for await (const chunk of progress.count(slowly())) handedOn.push(chunk);
  expect(handedOn).toEqual(chunks);
  progress.end();
  return written;
}

const CHUNKS = ["a\nb", Buffer.from("\nc\n"), "d\n"];

describe("progress", () => {
  test("is a bar where the size is known, drawn over itself, and gone at the end", async () => {
    expect(await show(CHUNKS, { step: 500, size: 8 })).toEqual([
      "\r\u001B[Kimporting [##################......]  75% 3 documents, 0.0 MB",
      "\r\u001B[Kimporting [########################] 100% 4 documents, 0.0 MB",
      "\r\u001B[K",
    ]);
  });

  test("counts where the size is not known", async () => {
    expect(await show(CHUNKS, { step: 1000 })).toContain("\r\u001B[Kimporting 1 document, 0.0 MB");
  });

  test("is not shown for what takes less than a second, nor to what is no terminal", async () => {
    expect(await show(CHUNKS, { step: 300 })).toEqual([]);
    expect(await show(CHUNKS, { step: 5000, isTTY: false })).toEqual([]);
  });

  test("is drawn ten times a second at most", async () => {
    const chunks = Array.from({ length: 2000 }, () => "a\n");
    expect((await show(chunks, { step: 1 })).length).toBeLessThanOrEqual(12);
  });
});
