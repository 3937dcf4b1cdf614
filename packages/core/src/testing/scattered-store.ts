import { setImmediate as turnOfTheEventLoop } from "node:timers/promises";
import type { Store } from "../store/store.ts";

/** The most turns of the event loop that a call waits before it reaches the store, and again before its answer is heard. */
const MAX_TURNS = 4;

/** Numbers without a pattern that matters, the same in every run (Park and Miller's generator). */
function createDice(): (sides: number) => number {
  let state = 42;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

/** A store as it is behind a network: calls made at the same time reach it, and are answered, in no certain order. */
export function scatteredStore(store: Store): Store {
  const roll = createDice();

  async function wait(): Promise<void> {
    for (let turns = roll(MAX_TURNS); turns > 0; turns--) await turnOfTheEventLoop();
  }

  async function scattered<T>(call: () => Promise<T>): Promise<T> {
    await wait();
    try {
      return await call();
    } finally {
      await wait();
    }
  }

  return {
    get: (collection, key) => scattered(() => store.get(collection, key)),
    getUnique: (collection, index, entry) => scattered(() => store.getUnique(collection, index, entry)),
    find: (collection, index, prefix, options) => scattered(() => store.find(collection, index, prefix, options)),
    count: (collection, index, prefix) => scattered(() => store.count(collection, index, prefix)),
    commit: (writes) => scattered(() => store.commit(writes)),
    readAll: (collections) => store.readAll(collections),
    replaceAll: (contents, options) => scattered(() => store.replaceAll(contents, options)),
    close: () => store.close(),
  };
}
