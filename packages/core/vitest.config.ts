import { mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

export default mergeConfig(shared, { test: { isolate: false, setupFiles: ["src/testing/matchers.ts"] } });
