import { generateSigningKey, type SigningKey } from "@cogmock/crypto";
import type { Clock } from "../../ports/clock.ts";
import { type AnyWrite, type Store, StoreConflict } from "../../store/store.ts";
import { type SpareSigningKey, spareSigningKeys, type TokenUse } from "./signing-keys.collection.ts";

/** Two keys, one for each use. */
export type SigningKeyPair = Readonly<Record<TokenUse, SigningKey>>;

/** RSA keys made ahead of need, because making one takes 50 to 100 ms. */
export interface KeyReserve {
  /**
   * Hands out two keys: spares first, made on the spot where there are too few.
   *
   * @param commit is given the keys and the writes that take them out of the reserve, and commits these with its own;
   *   it runs again with other keys when somebody else was faster
   */
  use(commit: (keys: SigningKeyPair, writes: readonly AnyWrite[]) => Promise<void>): Promise<void>;
  /** Makes spares in the background until the reserve is full. */
  refill(): void;
  /** Stops making spares; resolves when none is being made. */
  close(): Promise<void>;
}

/** What a key reserve is made of. */
export interface KeyReserveOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** How many spares to keep; 0 keeps none. */
  readonly size: number;
  /** Makes a key; an RSA-2048 key of our own where omitted. */
  readonly generate?: (() => Promise<SigningKey>) | undefined;
}

/** How many keys a pool has. */
const PAIR = 2;

function withoutAge({ kid, privateKey, publicJwk }: SpareSigningKey): SigningKey {
  return { kid, privateKey, publicJwk };
}

/** A reserve that keeps its spares in the store, so that they outlive the process. */
export function createKeyReserve({ store, clock, size, generate = generateSigningKey }: KeyReserveOptions): KeyReserve {
  const inUse = new Set<string>();
  let refilling: Promise<void> | undefined;
  const closing = new AbortController();

  async function fill(): Promise<void> {
    while (!closing.signal.aborted && (await store.count(spareSigningKeys, "byAge", [])) < size) {
      const key = await generate();
      if (closing.signal.aborted) return;
      await store.commit([spareSigningKeys.put({ ...key, createdAt: clock.now() }, { expect: "absent" })]);
    }
  }

  function refill(): void {
    if (closing.signal.aborted || size === 0) return;
    // A failure leaves the reserve short, no more: `use` makes what is missing, and the next refill tries again.
    refilling ??= fill()
      .catch(() => {})
      .finally(() => {
        refilling = undefined;
      });
  }

  return {
    refill,
    async use(commit) {
      // Those made on the spot: a lost race costs no key that was made for it.
      const made: SigningKey[] = [];
      for (;;) {
        const wanted = PAIR - made.length;
        const page = await store.find(spareSigningKeys, "byAge", [], { limit: PAIR + inUse.size });
        const spares = page.documents.filter(({ kid }) => !inUse.has(kid)).slice(0, wanted);
        for (const { kid } of spares) inUse.add(kid);
        try {
          made.push(...(await Promise.all(Array.from({ length: wanted - spares.length }, () => generate()))));
          const [access, id] = [...made, ...spares.map(withoutAge)];
          if (access === undefined || id === undefined) throw new Error("a pair of keys has two");
          await commit(
            { access, id },
            spares.map((spare) => spareSigningKeys.delete(spare, { expect: spare })),
          );
          refill();
          return;
        } catch (error) {
          if (!(error instanceof StoreConflict && error.collection === spareSigningKeys.name)) throw error;
        } finally {
          for (const { kid } of spares) inUse.delete(kid);
        }
      }
    },
    async close() {
      closing.abort();
      await refilling;
    },
  };
}
