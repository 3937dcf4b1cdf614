import { availableParallelism } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { N } from "./group.ts";
import { createPowerThreads, type Power } from "./power-threads.ts";

const neverHere = (): bigint => {
  throw new Error("Computed on the event loop.");
};

async function whenReady(away: (asked: Power) => Promise<bigint> | undefined, asked: Power) {
  for (;;) {
    const power = away(asked);
    if (power !== undefined) return power;
    await nextTurn();
  }
}

function to(exponent: number, base?: bigint): Power {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(28, exponent);
  return base === undefined ? { exponent: bytes } : { base, exponent: bytes };
}

// There are no threads where there is one processor.
describe.skipIf(availableParallelism() === 1)("power threads", () => {
  test("answer in the order of the questions, and take no more than a few at a time", async () => {
    const away = createPowerThreads({ base: 3n, modulus: 1_000_003n }, neverHere);
    expect(away(to(1))).toBeUndefined();
    const answers = [whenReady(away, to(0))];
    await answers[0];
    for (let i = 1; i < 1_000; i += 1) {
      const answer = away(to(i));
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

  test("compute powers of the fixed base and of others", async () => {
    const away = createPowerThreads({ base: 3n, modulus: N }, neverHere);
    expect(await whenReady(away, to(100))).toBe(3n ** 100n);
    expect(await whenReady(away, to(100, 7n))).toBe(7n ** 100n);
    expect(await whenReady(away, to(4_000, 7n))).toBe(7n ** 4_000n % N);
  });

  test("leave what a dead thread had to do to the event loop, and are not asked again", async () => {
    const away = createPowerThreads({ base: 3n, modulus: 1_000_003n }, () => 42n);
    const tooShort = { exponent: new Uint8Array(1) };
    expect(await whenReady(away, tooShort)).toBe(42n);
    expect(away(to(1))).toBeUndefined();
  });
});
