import { writeSync } from "node:fs";
import { systemClock } from "@cogmock/core/store";
import { openSqliteStore } from "../sqlite-store.ts";

// Keeps a store open until it is killed.
const [, , file = ""] = process.argv;
openSqliteStore({ file, clock: systemClock });
writeSync(1, "open\n");
process.stdin.resume();
