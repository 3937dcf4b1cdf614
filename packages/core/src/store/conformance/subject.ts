import { onTestFinished } from "vitest";
import type { Clock, EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../collection.ts";
import {
  type Page,
  type ScanOptions,
  type Store,
  StoreConflict,
  type StoreConflictDetails,
  type Stored,
} from "../store.ts";

/** How the suite gets at a driver. */
export interface StoreUnderTest {
  /** Opens a new, empty store. The suite closes it. */
  open(clock: Clock): Promise<Store>;
  /**
   * Opens a further store on the data of one that `open` has opened, as another process would. The suite closes it, and
   * before the first. For drivers whose data only one store can have open there is no such function.
   */
  openAnother?(store: Store, clock: Clock): Promise<Store>;
}

/** A clock that moves when it is told to. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
}

export function createTestClock(start: EpochMilliseconds = Date.UTC(2026, 0, 1)): TestClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Opens a store for the test that is running and closes it afterwards. */
export async function givenStore(underTest: StoreUnderTest, clock: Clock = createTestClock()): Promise<Store> {
  const store = await underTest.open(clock);
  onTestFinished(() => store.close());
  return store;
}

/** Opens a store as `givenStore` does and, where the driver can, another on the same data. */
export async function givenStores(
  underTest: StoreUnderTest,
  clock: Clock = createTestClock(),
): Promise<readonly [Store, ...Store[]]> {
  const store = await givenStore(underTest, clock);
  const another = await underTest.openAnother?.(store, clock);
  if (another === undefined) return [store];
  onTestFinished(() => another.close());
  return [store, another];
}

/** A document with every kind of index. */
export interface Person {
  readonly team: string;
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly name?: string | undefined;
  readonly tags?: readonly string[];
  readonly score?: number;
  readonly expiresAt?: EpochMilliseconds;
  readonly note?: unknown;
}

export const people: Collection<Person> = defineCollection<Person>({
  name: "people",
  key: (person) => [person.team, person.id],
  unique: { byAlias: (person) => (person.aliases ?? []).map((alias) => [person.team, alias]) },
  ordered: {
    byName: (person) => (person.name === undefined ? [] : [[person.team, person.name]]),
    byTag: (person) => (person.tags ?? []).map((tag) => [person.team, tag]),
    byScore: (person) => (person.score === undefined ? [] : [[person.team, person.score]]),
    everywhere: (person) => [[person.id]],
  },
  expiresAt: (person) => person.expiresAt,
});

/** A second kind of document, which has keys and aliases like the first and never expires. */
export interface Place {
  readonly team: string;
  readonly id: string;
  readonly aliases?: readonly string[];
}

export const places: Collection<Place> = defineCollection<Place>({
  name: "places",
  key: (place) => [place.team, place.id],
  unique: { byAlias: (place) => (place.aliases ?? []).map((alias) => [place.team, alias]) },
  ordered: { byId: (place) => [[place.team, place.id]] },
});

export function aPerson(id: string, members: Partial<Person> = {}): Person {
  return { team: "red", id, ...members };
}

/** Creates people, each in a commit of its own. */
export async function givenPeople(store: Store, ...created: readonly Person[]): Promise<void> {
  for (const each of created) await store.commit([people.put(each, { expect: "absent" })]);
}

/** The person of team red with this id, who must be there. */
export async function readPerson(store: Store, id: string): Promise<Stored<Person>> {
  const found = await store.get(people, ["red", id]);
  if (found === undefined) throw new Error(`${id} is not there`);
  return found;
}

/** What a commit was refused for, or undefined when it was not refused for a conflict. */
export async function conflictOf(commit: Promise<void>): Promise<StoreConflictDetails | undefined> {
  try {
    await commit;
    return undefined;
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    const { collection, reason, index, key } = error;
    return index === undefined ? { collection, reason, key } : { collection, reason, index, key };
  }
}

/** The ids on a page, in order. */
export function idsOf(page: Page<{ readonly id: string }>): readonly string[] {
  return page.documents.map(({ id }) => id);
}

/** Ids of everything in team red that an ordered index of people finds. */
export async function findIds(
  store: Store,
  index: string,
  options: Partial<ScanOptions> = {},
  team = "red",
): Promise<readonly string[]> {
  return idsOf(await store.find(people, index, [team], { limit: 1000, ...options }));
}
