import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

// A file of format 1 as the first cogmock left it: two signing keys, a pool with a client, 20 users and a group, one
// of them a member of it and signed in, one about to confirm their email address.
const FIXTURE = new URL("format-1.db.gz", import.meta.url);

/** What is in it. */
export const FORMAT_1 = {
  madeAt: Date.UTC(2026, 0, 1),
  userPoolId: "us-east-1_Vo18WdiYO",
  clientId: "54coesr4am66nnqmmstl9fa4v5",
  member: "user-00",
  password: "Correct-Horse-9!",
} as const;

/** Puts the file somewhere. */
export function writeFormat1(file: string): void {
  writeFileSync(file, gunzipSync(readFileSync(FIXTURE)), { mode: 0o600 });
}
