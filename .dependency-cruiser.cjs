/**
 * The direction of the rooms: protocol, crypto ← core ← storage-*, oidc ← server ← testkit, apps.
 * Each rule names what a room may not know.
 */
const room = (names) => `^(packages|apps)/(${names})/`;

const mayNotKnow = (from, to, why) => ({
  name: `${from.replaceAll("|", "-")}-knows-too-much`,
  severity: "error",
  comment: why,
  from: { path: room(from) },
  to: { path: room(to) },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "protocol-and-crypto-stand-alone",
      severity: "error",
      comment: "protocol knows no domain and crypto knows no pool",
      from: { path: room("protocol|crypto") },
      to: { path: "^(packages|apps)/", pathNot: "^packages/$2/" },
    },
    mayNotKnow("core", "storage-[^/]+|oidc|server|testkit|cli|console", "core knows no HTTP and no database"),
    mayNotKnow("storage-[^/]+|oidc", "server|testkit|cli|console", "drivers and pages are composed by the server"),
    mayNotKnow("storage-sqlite", "oidc|storage-postgres", "a driver knows the Store contract and nothing else"),
    mayNotKnow("storage-postgres", "oidc|storage-sqlite", "a driver knows the Store contract and nothing else"),
    {
      name: "tools-are-for-tests",
      severity: "error",
      comment: "what starts databases for tests is no part of the product",
      from: { path: "^(packages|apps)/", pathNot: "\\.test\\.ts$|/testing/" },
      to: { path: "^tools/" },
    },
    mayNotKnow("oidc", "storage-[^/]+", "oidc reaches state only through core"),
    {
      name: "server-knows-too-much",
      severity: "error",
      comment: "the server does not know who runs it",
      from: { path: "^packages/server/" },
      to: { path: "^(apps|packages/testkit)/" },
    },
    {
      name: "core-knows-no-http-and-no-database",
      severity: "error",
      comment: "HTTP is the server's, databases are the drivers'",
      from: { path: "^packages/(protocol|crypto|core)/src/" },
      to: { path: "^(node:)?(http|https|net|sqlite)$|/node_modules/(fastify|pg)/" },
    },
    {
      name: "inside-of-another-package",
      severity: "error",
      comment: "packages meet at their exports",
      from: { path: "^(packages|apps)/([^/]+)/" },
      to: {
        path: "^(packages|apps)/([^/]+)/src/",
        pathNot: [
          "^$1/$2/",
          "^packages/[^/]+/src/index\\.ts$",
          "^apps/[^/]+/src/index\\.ts$",
          "^packages/protocol/src/generated/",
          "^packages/core/src/store/conformance\\.ts$",
        ],
        dependencyTypes: ["local"],
      },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|generated)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    parser: "swc",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@cogmock/source", "import", "node", "default"],
    },
  },
};
