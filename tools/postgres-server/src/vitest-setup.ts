import type { TestProject } from "vitest/node";
import { findPostgres } from "./find-postgres.ts";
import { startPostgres } from "./postgres-server.ts";

/** A `globalSetup` of Vitest: one PostgreSQL for all test files of a package, which each take databases of their own. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (findPostgres() === undefined) {
    project.provide("postgresUrl", null);
    return undefined;
  }
  const server = await startPostgres({ durable: false });
  project.provide("postgresUrl", server.url);
  return () => server.close();
}
