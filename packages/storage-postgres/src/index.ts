export { openPostgresStore, type PostgresStoreOptions } from "./postgres-store.ts";
export { PostgresStoreError, type PostgresStoreProblem } from "./postgres-store-error.ts";
