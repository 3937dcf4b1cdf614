import type { Pause } from "./ports/pause.ts";
import type { Random } from "./ports/random.ts";
import { encodeKey } from "./store/key.ts";
import { StoreConflict } from "./store/store.ts";

/** How often something may lose races before it is given up. */
const MAX_ATTEMPTS = 100;

/** The longest pause between two attempts, in milliseconds. */
const MAX_PAUSE = 32;

/** Something lost a race, and then every other that it ran again for. */
export class RaceLostTooOften extends Error {
  override readonly name = "RaceLostTooOften";
}

/** Runs something and, for as long as its commit loses races, runs it again. It must have changed nothing before. */
export type UntilNoRaceIsLost = <T>(run: () => Promise<T>) => Promise<T>;

/** What the losers of a race have in common: all wanted to write this. */
function prizeOf({ collection, index = "", key }: StoreConflict): string {
  return `${collection}\u0000${index}\u0000${encodeKey(key)}`;
}

/**
 * Makes what runs the losers of races again.
 *
 * Those of this process that lost for the same document stand in line: were all to run at once, two hundred changes of
 * one document would take two hundred rounds, of which each ends well for one. The first in line loses only to newcomers
 * and to other processes, and makes way for them by pauses of random length. Nothing hangs on the line but time: what
 * another process does about the same document is between it and the store.
 */
export function createUntilNoRaceIsLost({
  random,
  pause,
}: {
  readonly random: Random;
  readonly pause: Pause;
}): UntilNoRaceIsLost {
  /** By prize, the end of the line for it: resolves when the last who stands there has had their turn. */
  const lines = new Map<string, Promise<void>>();

  /** The more often the race was lost, the longer. @param lost how often */
  async function makeWay(lost: number): Promise<void> {
    const [share = 0] = random.bytes(1);
    await pause((Math.min(2 ** lost, MAX_PAUSE) * share) / 256);
  }

  async function runAgain<T>(run: () => Promise<T>): Promise<T> {
    for (let lost = 1; ; lost++) {
      try {
        return await run();
      } catch (error) {
        if (!(error instanceof StoreConflict)) throw error;
        if (lost + 1 === MAX_ATTEMPTS) throw new RaceLostTooOften(error.message, { cause: error });
      }
      await makeWay(lost);
    }
  }

  async function inLine<T>(prize: string, run: () => Promise<T>): Promise<T> {
    const turn = (lines.get(prize) ?? Promise.resolve()).then(() => runAgain(run));
    const end = turn.then(
      () => undefined,
      () => undefined,
    );
    lines.set(prize, end);
    try {
      return await turn;
    } finally {
      if (lines.get(prize) === end) lines.delete(prize);
    }
  }

  return async (run) => {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
      return inLine(prizeOf(error), run);
    }
  };
}
