import { availableParallelism } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createPowerThreads } from "./power-threads.ts";

const neverHere = (): bigint => {
  throw new Error("Computed on the event loop.");
};

async function whenReady(away: (exponent: Uint8Array) => Promise<bigint> | undefined, x: Uint8Array) {
  for (;;) {
    const power = away(x);
    if (power !== undefined) return power;
    await nextTurn();
  }
}

function exponent(value: number): Uint8Array {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(28, value);
  return bytes;
}

// There are no threads where there is one processor.
describe.skipIf(availableParallelism() === 1)("power threads", () => {
  test("answer in the order of the questions, and take no more than a few at a time", async () => {
    const away = createPowerThreads({ base: 3n, modulus: 1_000_003n }, neverHere);
    expect(away(exponent(1))).toBeUndefined();
    const answers = [whenReady(away, exponent(0))];
    await answers[0];
    for (let i = 1; i < 1_000; i += 1) {
      const answer = away(exponent(i));
      if (answer === undefined) break;
      answers.push(answer);
    }
    expect(answers.length).toBeGreaterThan(2);
    expect(answers.length).toBeLessThan(1_000);
    let power = 1n;
    for (const answer of answers) {
      expect(await answer).toBe(power);
      power = (power * 3n) % 1_000_003n;
    }
  });

  test("leave what a dead thread had to do to the event loop, and are not asked again", async () => {
    const away = createPowerThreads({ base: 3n, modulus: 1_000_003n }, () => 42n);
    const tooShort = new Uint8Array(1);
    expect(await whenReady(away, tooShort)).toBe(42n);
    expect(away(exponent(1))).toBeUndefined();
  });
});
