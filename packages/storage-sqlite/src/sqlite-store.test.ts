import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeStoreConformance } from "@cogmock/core/store-conformance";
import { onTestFinished } from "vitest";
import { openSqliteStore } from "./sqlite-store.ts";

describeStoreConformance("the SQLite store in memory", {
  open: async (clock) => openSqliteStore({ file: ":memory:", clock }),
});

describeStoreConformance("the SQLite store in a file", {
  open: async (clock) => {
    const directory = mkdtempSync(join(tmpdir(), "cogmock-store-"));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    return openSqliteStore({ file: join(directory, "store.db"), clock });
  },
});
