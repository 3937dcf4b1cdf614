import { defineConfig, mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      globalSetup: "@cogmock/postgres-server/vitest-setup",
      // Where there are few processors, too: one waits for 40 s for an answer that never comes.
      maxWorkers: 2,
    },
  }),
);
