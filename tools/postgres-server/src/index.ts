export { createDatabase, databaseBytes, type DatabaseOptions } from "./create-database.ts";
export { findPostgres } from "./find-postgres.ts";
export { type PostgresOptions, type PostgresServer, startPostgres, type StopMode } from "./postgres-server.ts";
