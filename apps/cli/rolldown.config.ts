import { defineConfig, type OutputOptions, type RolldownOptions } from "rolldown";

/** A small entry, and behind it one bundle of everything; what only some runs need (SQLite) is loaded by them alone. */
export const output: OutputOptions = {
  dir: "dist",
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name].js",
  minify: true,
};

const config: RolldownOptions = defineConfig({
  input: "src/cogmock.ts",
  platform: "node",
  resolve: { conditionNames: ["@cogmock/source", "node", "default"] },
  output,
});

export default config;
