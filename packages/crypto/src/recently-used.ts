/** A map that holds so many entries and no more: to make room it forgets the one that was not used for the longest time. */
export class RecentlyUsed<Value> {
  readonly #maxEntries: number;
  // A Map remembers the order of insertion; reading an entry inserts it anew, so the first one is the oldest.
  readonly #entries: Map<string, Value> = new Map();

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#maxEntries) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }
}
