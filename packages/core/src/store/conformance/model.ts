import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnyWrite, Page, Store, Stored } from "../store.ts";
import { conflictOf, createTestClock, type Person, people, type StoreUnderTest, type TestClock } from "./subject.ts";

/**
 * Random commits and reads, compared with a store that anyone can check by eye: a list of documents, filtered and
 * sorted for each question.
 */
export function describeModel(underTest: StoreUnderTest): void {
  describe("random use", () => {
    test("gives what a list of documents would give, also between the pages of a scan", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(stepArbitrary, { minLength: 1, maxLength: 60 }), async (steps) => {
          const clock = createTestClock();
          const store = await underTest.open(clock);
          const run: Run = { store, clock, model: new Model(clock), seen: new Map(), open: undefined };
          try {
            for (const step of steps) await take(step, run);
            await compareEverything(run);
          } finally {
            await store.close();
          }
        }),
        { numRuns: 60 },
      );
    });
  });
}

type Expect = "absent" | "any" | "seen";
type Change =
  | { readonly type: "put"; readonly document: Person; readonly lifetime: number | undefined; readonly expect: Expect }
  | { readonly type: "delete"; readonly document: Person; readonly expect: "any" | "seen" };
type Step =
  | { readonly type: "commit"; readonly changes: readonly Change[] }
  | { readonly type: "look"; readonly id: string }
  | { readonly type: "wait"; readonly milliseconds: number }
  | { readonly type: "find"; readonly index: IndexName; readonly startsWith: string; readonly limit: number }
  | { readonly type: "next page" };
type IndexName = "byName" | "byTag" | "byScore";

interface Run {
  readonly store: Store;
  readonly clock: TestClock;
  readonly model: Model;
  /** Documents as they were read at some time, to be expected later, with what the model knew them by. */
  readonly seen: Map<string, { readonly stored: Stored<Person>; readonly generation: number }>;
  /** The scan that is being paged through. */
  open: PagedScan | undefined;
}

interface PagedScan {
  readonly index: IndexName;
  readonly startsWith: string;
  readonly limit: number;
  /** The store's cursor, and the model's. */
  readonly next?: string;
  readonly after?: Position;
}

const NO_GENERATION = -1;

const idArbitrary = fc.constantFrom("a", "b", "c", "～", "😀");
const TEXTS = ["", "a", "ab", "b", "～", "😀", "😀a", "\u0001", "a\u0000", "%"] as const;
const textArbitrary = fc.constantFrom<string>(...TEXTS);
const documentArbitrary: fc.Arbitrary<Person> = fc.record(
  {
    team: fc.constant("red"),
    id: idArbitrary,
    name: textArbitrary,
    aliases: fc.array(textArbitrary, { maxLength: 2 }),
    tags: fc.array(textArbitrary, { maxLength: 3 }),
    score: fc.nat(20),
  },
  { requiredKeys: ["team", "id"] },
);
const changeArbitrary: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("put"),
      document: documentArbitrary,
      lifetime: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined, freq: 2 }),
      expect: fc.constantFrom<Expect>("absent", "any", "seen"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("delete"),
      document: documentArbitrary,
      expect: fc.constantFrom("any", "seen"),
    }),
  },
);
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("commit"),
      changes: fc.uniqueArray(changeArbitrary, { minLength: 1, maxLength: 3, selector: ({ document }) => document.id }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("look"), id: idArbitrary }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("wait"), milliseconds: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("find"),
      index: fc.constantFrom<IndexName>("byName", "byTag", "byScore"),
      startsWith: fc.constantFrom("", "a", "😀", "0"),
      limit: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("next page") }) },
);

async function take(step: Step, run: Run): Promise<void> {
  const { store, clock, model, seen } = run;
  switch (step.type) {
    case "commit": {
      const writes = step.changes.map((change) => toWrite(change, run));
      const expected = model.commit(writes.map(({ inModel }) => inModel));
      const conflict = await conflictOf(store.commit(writes.map(({ inStore }) => inStore)));
      expect(conflict && { reason: conflict.reason, key: conflict.key }).toEqual(expected);
      return;
    }
    case "look": {
      const stored = await store.get(people, ["red", step.id]);
      const known = model.get(step.id);
      expect(stored && content(stored)).toEqual(known?.document);
      if (stored !== undefined) seen.set(step.id, { stored, generation: known?.generation ?? NO_GENERATION });
      return;
    }
    case "wait":
      clock.advance(step.milliseconds);
      return;
    case "find":
      await readPage(run, step);
      return;
    case "next page":
      if (run.open !== undefined) await readPage(run, run.open);
      return;
  }
}

function toWrite(change: Change, { clock, seen }: Run): { readonly inStore: AnyWrite; readonly inModel: ModelWrite } {
  const known = change.expect === "seen" ? seen.get(change.document.id) : undefined;
  const { id } = change.document;
  if (change.type === "delete")
    return {
      inStore: people.delete(change.document, { expect: known?.stored ?? "any" }),
      inModel: { id, document: undefined, expect: known?.generation ?? "any" },
    };
  const expiry = change.lifetime === undefined ? {} : { expiresAt: clock.now() + change.lifetime };
  const document = { ...change.document, ...expiry };
  const otherwise = change.expect === "seen" ? "any" : change.expect;
  return {
    inStore: people.put(document, { expect: known?.stored ?? otherwise }),
    inModel: { id, document, expect: known?.generation ?? otherwise },
  };
}

async function readPage(run: Run, scan: PagedScan): Promise<void> {
  const { index, startsWith, limit, next, after } = scan;
  const options = next === undefined ? { startsWith, limit } : { startsWith, limit, after: next };
  const page: Page<Person> = await run.store.find(people, index, ["red"], options);
  const following = run.model.find(index, startsWith, after);
  const expected = following.slice(0, limit);
  expect(page.documents.map(content)).toEqual(expected.map(({ document }) => document));
  expect(page.next !== undefined).toBe(following.length > limit);
  const last = expected.at(-1)?.position;
  run.open =
    page.next === undefined || last === undefined
      ? undefined
      : { index, startsWith, limit, next: page.next, after: last };
}

async function compareEverything({ store, model }: Run): Promise<void> {
  for (const index of ["byName", "byTag", "byScore"] as const) {
    const { documents } = await store.find(people, index, ["red"], { limit: 100 });
    const expected = model.find(index, "");
    expect(documents.map(content)).toEqual(expected.map(({ document }) => document));
    expect(await store.count(people, index, ["red"])).toBe(expected.length);
  }
  for (const alias of TEXTS) {
    const owner = await store.getUnique(people, "byAlias", ["red", alias]);
    expect(owner && content(owner)).toEqual(model.ownerOf(alias));
  }
}

/** A document without its version. */
function content(stored: Stored<Person>): Person {
  return JSON.parse(JSON.stringify(stored));
}

interface ModelWrite {
  readonly id: string;
  readonly document: Person | undefined;
  readonly expect: number | "absent" | "any";
}

interface Position {
  readonly entry: string;
  readonly id: string;
}

class Model {
  readonly #clock: TestClock;
  #documents = new Map<string, { readonly document: Person; readonly generation: number }>();
  #generation = 0;

  constructor(clock: TestClock) {
    this.#clock = clock;
  }

  get(id: string): { readonly document: Person; readonly generation: number } | undefined {
    const found = this.#documents.get(id);
    const expiresAt = found?.document.expiresAt ?? Number.POSITIVE_INFINITY;
    return expiresAt > this.#clock.now() ? found : undefined;
  }

  ownerOf(alias: string): Person | undefined {
    return this.#live().find(({ aliases }) => aliases?.includes(alias));
  }

  commit(writes: readonly ModelWrite[]): { readonly reason: string; readonly key: readonly string[] } | undefined {
    for (const write of writes) {
      const generation = this.get(write.id)?.generation;
      const holds = write.expect === "any" || generation === (write.expect === "absent" ? undefined : write.expect);
      if (!holds) return { reason: "version", key: ["red", write.id] };
    }
    const taken = new Set(
      this.#live()
        .filter(({ id }) => !writes.some((write) => write.id === id))
        .flatMap(({ aliases }) => aliases ?? []),
    );
    for (const { document } of writes) {
      const aliases = [...new Set(document?.aliases ?? [])];
      const conflict = aliases.find((alias) => taken.has(alias));
      if (conflict !== undefined) return { reason: "unique", key: ["red", conflict] };
      for (const alias of aliases) taken.add(alias);
    }
    this.#generation += 1;
    for (const { id, document } of writes) {
      if (document === undefined) this.#documents.delete(id);
      else this.#documents.set(id, { document, generation: this.#generation });
    }
    return undefined;
  }

  find(
    index: IndexName,
    startsWith: string,
    after?: Position,
  ): readonly { readonly document: Person; readonly position: Position }[] {
    return this.#live()
      .flatMap((document) =>
        entriesOf(document, index).map((entry) => ({ document, position: { entry, id: document.id } })),
      )
      .filter(({ position }) => position.entry.startsWith(startsWith))
      .filter(({ position }) => after === undefined || comparePositions(position, after) > 0)
      .toSorted((left, right) => comparePositions(left.position, right.position));
  }

  #live(): readonly Person[] {
    return [...this.#documents.values()]
      .map(({ document }) => document)
      .filter(({ expiresAt }) => expiresAt === undefined || expiresAt > this.#clock.now());
  }
}

function entriesOf(document: Person, index: IndexName): readonly string[] {
  if (index === "byTag") return [...new Set(document.tags ?? [])];
  if (index === "byName") return document.name === undefined ? [] : [document.name];
  return document.score === undefined ? [] : [String(document.score).padStart(16, "0")];
}

function comparePositions(left: Position, right: Position): number {
  return (
    Buffer.compare(Buffer.from(left.entry), Buffer.from(right.entry)) ||
    Buffer.compare(Buffer.from(left.id), Buffer.from(right.id))
  );
}
