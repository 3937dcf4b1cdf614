import type { AnyCollection } from "@cogmock/core/store";
import { Garbage } from "./garbage.ts";
import { Space, type SpaceContext } from "./space.ts";

/** The space of a file that is seen, and those that are to take its place. */
export class Spaces {
  readonly #context: SpaceContext;
  readonly #garbage: Garbage;
  readonly #coming = new Set<number>();
  #current: Space;
  #last: number;

  constructor(context: SpaceContext) {
    const { database, transactions, pictures } = context;
    this.#context = context;
    const { current, last } = readSpaces(context);
    this.#current = new Space(current, context);
    this.#last = last;
    this.#garbage = new Garbage(
      database,
      transactions,
      ({ id, space }) => space === this.#current.id || this.#coming.has(space) || pictures.need(id),
    );
    // What a replacement left behind that was cut short by the end of the process.
    this.#garbage.schedule();
  }

  get current(): Space {
    return this.#current;
  }

  /** An empty space, which nobody sees. `release` it, whether or not it has been made current. */
  begin(): Space {
    this.#last += 1;
    this.#coming.add(this.#last);
    return new Space(this.#last, this.#context);
  }

  /** Puts a space, and the collections that are kept, in the place of the current one, at once. */
  makeCurrent(space: Space, keep: readonly AnyCollection[]): void {
    const { database } = this.#context;
    const kept = keep.map((collection) => this.#current.open(collection));
    const names = new Set(keep.map(({ name }) => name));
    const replaced = this.#current.collections.filter(({ definition: { name } }) => !names.has(name));
    space.transaction(() => {
      for (const { definition } of replaced) space.open(definition);
      const move = database.prepare("UPDATE collections SET space = ? WHERE id = ?");
      for (const { id } of kept) move.run(space.id, id);
      database.prepare("UPDATE counters SET value = ? WHERE name = 'space'").run(space.id);
    });
    for (const collection of kept) space.adopt(collection);
    this.#current = space;
  }

  /** Lets go of what `begin` gave. What has not become current is removed. */
  release(space: Space): void {
    this.#coming.delete(space.id);
    this.#garbage.schedule();
  }

  /** Looks again for what nobody sees any more. */
  clean(): void {
    this.#garbage.schedule();
  }
}

function readSpaces({ database }: SpaceContext): { readonly current: number; readonly last: number } {
  const row = database
    .prepare(
      `SELECT value AS current, MAX(value, (SELECT COALESCE(MAX(space), 0) FROM collections)) AS last
       FROM counters WHERE name = 'space'`,
    )
    .get();
  return { current: Number(row?.current), last: Number(row?.last) };
}
