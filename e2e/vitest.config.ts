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
    project("postgres", JOURNEYS, SIGN_IN_BY_SDK, "src/postgres/*.test.ts"),
    project("replicas", JOURNEYS, SIGN_IN_BY_SDK, SIGN_IN_WITH_MORE, HOSTED, "src/replicas/*.test.ts"),
    findNginx() === undefined
      ? leftOut("nginx", "everything behind nginx (not installed: Debian package nginx-light)")
      : project(
          "nginx",
          "src/journeys/aws-sdk-*.test.ts",
          "src/journeys/token-*.test.ts",
          SIGN_IN_BY_SDK,
          "src/nginx/*.test.ts",
        ),
  ];
}

/** The product's end-to-end suite, which is the same on every storage; the other files concern one only. */
const JOURNEYS = "src/journeys/*.test.ts";

/** Every way to sign in with each of the clients that people use: on one storage, for they take their time. */
const SIGN_IN = "src/sign-in/*.test.ts";
/** What costs little of that, for the others. */
const SIGN_IN_BY_SDK = "src/sign-in/aws-sdk*.test.ts";
/** And for those where any request may come to another process than the one before: what the SDK alone cannot do. */
const SIGN_IN_WITH_MORE = "src/sign-in/{custom-auth,passkeys}.test.ts";

/** What OAuth 2.0 clients do, and people on the pages. */
const HOSTED = "src/hosted/*.test.ts";
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
      project(
        "memory",
        JOURNEYS,
        SIGN_IN_BY_SDK,
        "src/npm-start.test.ts",
        "src/compose.test.ts",
        "src/workload/*.test.ts",
      ),
      project("sqlite", JOURNEYS, SIGN_IN, HOSTED, APPLICATIONS, "src/sqlite/*.test.ts"),
      ...projectsOnPostgres(),
    ],
  },
});
