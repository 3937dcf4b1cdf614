import type { Clock, Store } from "@cogmock/core/store";
import { describeStoreConformance } from "@cogmock/core/store-conformance";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { openPostgresStore } from "./postgres-store.ts";

let database: Promise<string> | undefined;
let schemas = 0;
/** Which schema a store was opened on. */
const schemaOf = new WeakMap<Store, string>();

async function openOn(schema: string | undefined, clock: Clock): Promise<Store> {
  if (schema === undefined) throw new Error("the store was not opened here");
  database ??= givenDatabase();
  const store = await openPostgresStore({ url: await database, schema, clock });
  schemaOf.set(store, schema);
  return store;
}

describeOnPostgres("PostgreSQL", () => {
  describeStoreConformance("the PostgreSQL store", {
    open: (clock) => {
      schemas += 1;
      return openOn(`store_${schemas}`, clock);
    },
    openAnother: (store, clock) => openOn(schemaOf.get(store), clock),
  });
});
