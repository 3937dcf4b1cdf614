import { type AnyWrite, type Collection, defineCollection } from "@cogmock/core/store";

/** A document that a client changes at will. */
export interface Thing {
  readonly client: number;
  readonly id: number;
  /** No two things have the same, whoever's they are. */
  readonly names: readonly string[];
  readonly color: string;
  readonly padding: string;
}

/** Which of its commits a client made last. Every commit writes it, too. */
export interface Ledger {
  readonly client: number;
  readonly attempt: number;
}

export const things: Collection<Thing> = defineCollection<Thing>({
  name: "things",
  key: ({ client, id }) => [client, id],
  unique: { byName: ({ names }) => names.map((name) => [name]) },
  ordered: {
    byColor: ({ color }) => [[color]],
    byName: ({ names }) => names.map((name) => [name]),
  },
});

export const ledgers: Collection<Ledger> = defineCollection<Ledger>({
  name: "ledgers",
  key: ({ client }) => [client],
});

export const CLIENTS = 16;
export const COLORS: readonly string[] = ["blue", "green", "red", "über"];
const THINGS_OF_A_CLIENT = 12;
/** So few that clients often want the same one, and one of them is refused. */
const NAMES = 800;
const MAX_PADDING = 6000;

/** Every name that a thing can have. */
export const names: readonly string[] = Array.from({ length: NAMES }, (_, number) => `name ${number}`);

/** What a client wants at an attempt: things to put, and ids of things to delete. The same every time it is asked. */
export function wishOf(
  seed: number,
  client: number,
  attempt: number,
): { readonly put: readonly Thing[]; readonly delete: readonly number[] } {
  const random = randomFrom(seed * 1_000_003 + client * 7919 + attempt * 104_729);
  const below = (end: number): number => Math.floor(random() * end);
  const ids = [...new Set(Array.from({ length: 1 + below(5) }, () => below(THINGS_OF_A_CLIENT)))];
  const deleted = ids.filter(() => below(4) === 0);
  const put = ids
    .filter((id) => !deleted.includes(id))
    .map((id) => ({
      client,
      id,
      names: [...new Set(Array.from({ length: below(3) }, () => names[below(NAMES)] ?? ""))],
      color: COLORS[below(COLORS.length)] ?? "",
      padding: "x".repeat(below(MAX_PADDING)),
    }));
  return { put, delete: deleted };
}

/** The one commit that fulfils a wish. */
export function writesOf(seed: number, client: number, attempt: number): readonly AnyWrite[] {
  const wish = wishOf(seed, client, attempt);
  return [
    ledgers.put({ client, attempt }, { expect: "any" }),
    ...wish.put.map((thing) => things.put(thing, { expect: "any" })),
    ...wish.delete.map((id) => things.delete({ client, id, names: [], color: "", padding: "" }, { expect: "any" })),
  ];
}

/** Mulberry32: numbers from 0 up to 1 that depend on a seed only. */
function randomFrom(seed: number): () => number {
  let state = seed % 2 ** 32;
  return () => {
    state = (state + 0x6d2b79f5) % 2 ** 32;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
