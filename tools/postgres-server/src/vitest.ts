import { describe, inject } from "vitest";
import { createDatabase, type DatabaseOptions } from "./create-database.ts";
import { findPostgres } from "./find-postgres.ts";

declare module "vitest" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface can be added to
  interface ProvidedContext {
    /** Of a running PostgreSQL; null where it is not installed. */
    readonly postgresUrl: string | null;
  }
}

/** Tests that need PostgreSQL. Where it is not installed they are left out, and the name says so. */
export function describeOnPostgres(name: string, tests: () => void): void {
  if (findPostgres() === undefined)
    describe.skip(`${name} (PostgreSQL is not installed: Debian package postgresql)`, tests);
  else describe(name, tests);
}

/** An empty database on the server that `vitest-setup` started. @returns its URL */
export function givenDatabase(options?: DatabaseOptions): Promise<string> {
  const server = inject("postgresUrl");
  if (server === null) throw new Error("PostgreSQL is not installed");
  return createDatabase(server, options);
}
