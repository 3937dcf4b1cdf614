/**
 * Lets those who name the same thing take turns, in the order in which they came. Several names are taken all at once, so
 * nobody waits for somebody who waits for them.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = names.flatMap((name) => this.#last.get(name) ?? []);
    const done = before.length === 0 ? work() : Promise.all(before).then(work);
    const settled = done.then(
      () => {},
      () => {},
    );
    for (const name of names) this.#last.set(name, settled);
    try {
      return await done;
    } finally {
      for (const name of names) if (this.#last.get(name) === settled) this.#last.delete(name);
    }
  }
}
