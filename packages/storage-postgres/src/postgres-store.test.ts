import { describeStoreConformance } from "@cogmock/core/store-conformance";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { openPostgresStore } from "./postgres-store.ts";

let schemas = 0;
let database: Promise<string> | undefined;

describeOnPostgres("PostgreSQL", () => {
  describeStoreConformance("the PostgreSQL store", {
    open: async (clock) => {
      database ??= givenDatabase();
      schemas += 1;
      return openPostgresStore({ url: await database, schema: `store_${schemas}`, clock });
    },
  });
});
