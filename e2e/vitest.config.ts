import { findPostgres } from "@cogmock/postgres-server";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import shared from "../vitest.shared.ts";
import { findNginx } from "./src/running/nginx.ts";
import type { Storage } from "./src/running/running-server.ts";

function project(storage: Storage, ...include: readonly string[]): TestProjectConfiguration {
  return { extends: true, test: { name: storage, provide: { storage }, include: [...include] } };
}

/** In the place of a project that something is missing for: one skipped test that says what. */
function leftOut(name: string, reason: string): TestProjectConfiguration {
  return { extends: true, test: { name, provide: { leftOut: reason }, include: ["src/left-out.test.ts"] } };
}

function projectsOnPostgres(): readonly TestProjectConfiguration[] {
  if (findPostgres() === undefined)
    return [leftOut("postgres", "everything on PostgreSQL (not installed: Debian package postgresql)")];
  return [
    project("postgres", ...SUITE, "src/postgres/*.test.ts"),
    project("replicas", ...SUITE, "src/replicas/*.test.ts"),
    findNginx() === undefined
      ? leftOut("nginx", "everything behind nginx (not installed: Debian package nginx-light)")
      : project(
          "nginx",
          "src/journeys/aws-sdk-*.test.ts",
          "src/journeys/token-*.test.ts",
          "src/sign-in/aws-sdk*.test.ts",
          "src/nginx/*.test.ts",
        ),
  ];
}

/**
 * The product's end-to-end suite, with each of the clients that people use. It is the same on every storage, and where
 * any request may come to another process than the one before; the other files concern one only.
 */
const SUITE = ["src/journeys/*.test.ts", "src/sign-in/*.test.ts", "src/hosted/*.test.ts"] as const;

/** Applications in `apps/`, which are built in their folders: by one project, so that none builds over another. */
const APPLICATIONS = "src/applications/*.test.ts";

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
      project("memory", ...SUITE, "src/npm-start.test.ts", "src/compose.test.ts", "src/workload/*.test.ts"),
      project("sqlite", ...SUITE, APPLICATIONS, "src/sqlite/*.test.ts"),
      ...projectsOnPostgres(),
    ],
  },
});
