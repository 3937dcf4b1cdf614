import { givenDatabase } from "@cogmock/postgres-server/vitest";
import { type Collection, defineCollection, type Store, StoreConflict, systemClock } from "@cogmock/core/store";
import { Client } from "pg";
import { onTestFinished } from "vitest";
import { openPostgresStore, type PostgresStoreOptions } from "../postgres-store.ts";

/** Opens a store for the test that is running and closes it afterwards. */
export async function givenStore(url: string, options: Partial<PostgresStoreOptions> = {}): Promise<Store> {
  const store = await openPostgresStore({ url, clock: systemClock, ...options });
  onTestFinished(() => store.close());
  return store;
}

/** Several stores, as of several processes, on one empty database. */
export async function givenReplicas(count: number, options: Partial<PostgresStoreOptions> = {}): Promise<Store[]> {
  const url = await givenDatabase();
  return Promise.all(Array.from({ length: count }, () => givenStore(url, options)));
}

/** A connection that is nobody's store. */
export async function givenClient(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** The one document that a test is about, or one of many. */
export interface Note {
  readonly id: string;
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly count?: number;
  readonly until?: number;
}

export const notes: Collection<Note> = defineCollection<Note>({
  name: "notes",
  key: ({ id }) => [id],
  unique: { byTitle: ({ title }) => (title === undefined ? [] : [[title]]) },
  ordered: { byTag: ({ tags = [] }) => tags.map((tag) => [tag]), all: ({ id }) => [[id]] },
  expiresAt: ({ until }) => until,
});

/** How many of some commits were done, and how many refused for which conflict; other failures fail the test. */
export async function outcomesOf(commits: readonly Promise<void>[]): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const settled of await Promise.allSettled(commits)) {
    if (settled.status === "rejected" && !(settled.reason instanceof StoreConflict)) throw settled.reason;
    const outcome = settled.status === "fulfilled" ? "done" : `${settled.reason.reason} conflict`;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}
