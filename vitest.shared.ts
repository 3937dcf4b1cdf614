import { defineConfig, type ViteUserConfig } from "vitest/config";

/** What every package's tests share: sources instead of builds, and reports that CI can add up. */
const shared: ViteUserConfig = defineConfig({
  resolve: { conditions: ["@cogmock/source"] },
  ssr: { resolve: { conditions: ["@cogmock/source"] } },
  test: {
    // What is waited for comes in milliseconds; on a busy machine it may take seconds.
    expect: { poll: { timeout: 20_000 } },
    include: ["src/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: process.env.CI ? ["default", ["json", { outputFile: "test-report.json" }]] : ["default"],
  },
});

export default shared;
