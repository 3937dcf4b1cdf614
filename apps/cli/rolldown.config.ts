import { defineConfig, type OutputOptions, type RolldownOptions } from "rolldown";

/** A small entry, and behind it one bundle of everything; what only some runs need (SQLite) is loaded by them alone. */
export const output: OutputOptions = {
  dir: "dist",
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name].js",
  // oidc-provider goes by the names of its classes.
  minify: {
    compress: { keepNames: { function: false, class: true } },
    mangle: { keepNames: { function: false, class: true } },
  },
};

const config: RolldownOptions = defineConfig({
  input: "src/cogmock.ts",
  platform: "node",
  resolve: { conditionNames: ["@cogmock/source", "node", "default"] },
  output,
});

export default config;
