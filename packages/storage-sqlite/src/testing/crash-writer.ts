import { writeSync } from "node:fs";
import { systemClock } from "@cogmock/core/store";
import { openSqliteStore } from "../sqlite-store.ts";
import { GROUPS, members, type Revision, revisionOf, revisions } from "./revisions.ts";

// Writes without end until it is killed. Says on standard output what has been acknowledged: the group and its revision.
const [, , file = ""] = process.argv;
const store = openSqliteStore({ file, clock: systemClock });

async function writeGroup(group: string): Promise<never> {
  for (let revision = (await revisionOf(store, group)) + 1; ; revision++) {
    const next = (member: string): Revision => ({
      group,
      member,
      revision,
      padding: "x".repeat((revision * 37) % 3000),
    });
    await store.commit([
      ...members(revision).map((member) => revisions.put(next(member), { expect: "any" })),
      ...members(revision - 1)
        .filter((member) => !members(revision).includes(member))
        .map((member) => revisions.delete(next(member), { expect: "any" })),
    ]);
    writeSync(1, `${group} ${revision}\n`);
  }
}

await Promise.all(GROUPS.map(writeGroup));
