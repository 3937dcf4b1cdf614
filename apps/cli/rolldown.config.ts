import { defineConfig, type RolldownOptions } from "rolldown";

/** One bundle of everything, entry apart: what is loaded is compiled from V8's cache, and nothing needs installing. */
const config: RolldownOptions = defineConfig({
  input: "src/cogmock.ts",
  platform: "node",
  resolve: { conditionNames: ["@cogmock/source", "node", "import", "default"] },
  output: { dir: "dist", format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name].js", minify: true },
});

export default config;
