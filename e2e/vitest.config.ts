import { findPostgres } from "@cogmock/postgres-server";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import shared from "../vitest.shared.ts";
import type { Storage } from "./src/running/running-server.ts";

/** The same journeys on every storage, beside what concerns one storage only. */
function project(storage: Storage, include: readonly string[]): TestProjectConfiguration {
  return {
    extends: true,
    test: { name: storage, provide: { storage }, include: ["src/journeys/*.test.ts", ...include] },
  };
}

const onPostgres = [project("postgres", ["src/postgres/*.test.ts"]), project("replicas", ["src/replicas/*.test.ts"])];
const withoutPostgres = { extends: true as const, test: { include: ["src/without-postgres.test.ts"] } };

// A project's own patterns are added to those it extends, not put in their place.
const { include: _, ...sharedTest } = shared.test ?? {};

export default defineConfig({
  ...shared,
  test: {
    ...sharedTest,
    // More than there are processors: a test waits for its servers and clients most of the time.
    maxWorkers: 3,
    globalSetup: "@cogmock/postgres-server/vitest-setup",
    projects: [
      project("memory", ["src/npm-start.test.ts", "src/workload/*.test.ts"]),
      project("sqlite", ["src/sqlite/*.test.ts"]),
      ...(findPostgres() === undefined ? [withoutPostgres] : onPostgres),
    ],
  },
});
