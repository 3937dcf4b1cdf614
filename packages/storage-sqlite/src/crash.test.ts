import { randomInt } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Store, systemClock } from "@cogmock/core/store";
import { expect, test } from "vitest";
import { openSqliteStore } from "./sqlite-store.ts";
import { givenDirectory } from "./testing/given-directory.ts";
import { killAfter } from "./testing/kill-after.ts";
import { CLIENTS, COLORS, ledgers, names, type Thing, things, wishOf } from "./testing/random-writes.ts";

const WRITER = new URL("testing/crash-writer.ts", import.meta.url);

/** COGMOCK_CRASH_ROUNDS=200 is the full form. */
const ROUNDS = Number(process.env.COGMOCK_CRASH_ROUNDS ?? 12);
const MAX_LINES = 600;
const ROUND_LIMIT_MS = 5000;

/** What must be there: the things of each client, by id, and what is known of its attempts. */
interface ClientState {
  readonly things: Map<number, Thing>;
  done: number;
  last: number;
}

test(
  `a process that is killed ${ROUNDS} times loses nothing that was acknowledged and leaves no commit half done`,
  async () => {
    const file = join(givenDirectory(), "store.db");
    const seed = randomInt(2 ** 20);
    const clients: readonly ClientState[] = Array.from({ length: CLIENTS }, () => ({
      things: new Map(),
      done: 0,
      last: 0,
    }));
    let refused = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      await killAfter(randomInt(1, MAX_LINES), [WRITER, file, String(seed)], (line) => {
        const [client, attempt, outcome] = line.split(" ");
        const state = clients[Number(client)];
        if (state === undefined) throw new Error(`no such client: ${line}`);
        state.last = Number(attempt);
        if (outcome === "done") fulfil(state, seed, Number(client), Number(attempt));
        else refused += 1;
      });
      const store = openSqliteStore({ file, clock: systemClock });
      try {
        await expectAcknowledged(store, clients, seed);
        await expectIndexesToAgree(
          store,
          clients.flatMap((state) => [...state.things.values()]),
        );
      } catch (error) {
        throw new Error(`seed ${seed}, round ${round}`, { cause: error });
      } finally {
        await store.close();
      }
    }
    expectWholeFile(file);
    expect(refused).toBeGreaterThan(0);
  },
  ROUNDS * ROUND_LIMIT_MS,
);

function fulfil(state: ClientState, seed: number, client: number, attempt: number): void {
  const wish = wishOf(seed, client, attempt);
  for (const thing of wish.put) state.things.set(thing.id, thing);
  for (const id of wish.delete) state.things.delete(id);
  state.done = attempt;
}

/** Each client has what was acknowledged, and of what was under way all or nothing. */
async function expectAcknowledged(store: Store, clients: readonly ClientState[], seed: number): Promise<void> {
  const found = Array.from({ length: CLIENTS }, (): Thing[] => []);
  for await (const batch of store.readAll([things]))
    for (const { document } of batch) if (isThing(document)) found[document.client]?.push(document);
  for (const [client, state] of clients.entries()) {
    const done = (await store.get(ledgers, [client]))?.attempt ?? 0;
    if (done !== state.done) {
      expect(done).toBe(state.last + 1);
      fulfil(state, seed, client, done);
    }
    // The next process goes on from the last attempt that was done.
    state.last = done;
    const expected = [...state.things.values()].toSorted((left, right) => left.id - right.id);
    expect(found[client]?.map(summaryOf)).toEqual(expected.map(summaryOf));
  }
}

/** Every index leads to the documents that should be there, and to no others. */
async function expectIndexesToAgree(store: Store, expected: readonly Thing[]): Promise<void> {
  const idOf = ({ client, id }: Thing): string => `${client}/${id}`;
  for (const color of COLORS) {
    const ofColor = expected.filter((thing) => thing.color === color);
    const { documents } = await store.find(things, "byColor", [color], { limit: 1000 });
    expect(new Set(documents.map(idOf))).toEqual(new Set(ofColor.map(idOf)));
    expect(await store.count(things, "byColor", [color])).toBe(ofColor.length);
  }
  for (const name of names) {
    const owner = expected.find((thing) => thing.names.includes(name));
    const found = await store.getUnique(things, "byName", [name]);
    expect(found && idOf(found)).toBe(owner && idOf(owner));
  }
  expect(await store.count(things, "byName", [])).toBe(expected.flatMap((thing) => thing.names).length);
}

/** Paddings are of one letter, and too long to print. */
function summaryOf({ client, id, names: given, color, padding }: Thing): string {
  return `${client}/${id} ${given.join()} ${color} ${padding.length}`;
}

function isThing(document: object): document is Thing {
  return "padding" in document;
}

/** SQLite finds nothing amiss, and no entry is without its document. */
function expectWholeFile(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  for (const table of ["unique_entries", "ordered_entries"]) {
    const orphans = `SELECT COUNT(*) AS orphans FROM ${table} WHERE document NOT IN (SELECT id FROM documents)`;
    expect(database.prepare(orphans).get()).toEqual({ orphans: 0 });
  }
  database.close();
}
