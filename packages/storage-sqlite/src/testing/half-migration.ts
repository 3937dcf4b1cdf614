import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../migrations.ts";

// Dies in the middle of the migration from format 1 to 2, when some of it is in the file already.
const [, , file = ""] = process.argv;
const database = new DatabaseSync(file);
// With a cache as small as that, changed pages are written before the end of the transaction.
database.exec("PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; PRAGMA cache_spill = 1");
database.exec(`BEGIN EXCLUSIVE; PRAGMA user_version = 2; ${MIGRATIONS[1]}`);
database.exec("UPDATE documents SET json = ''");
process.kill(process.pid, "SIGKILL");
