import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { createCognito } from "@cogmock/core";
import { systemClock } from "@cogmock/core/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { FORMAT } from "./migrations.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import { FORMAT_1, writeFormat1 } from "./testing/format-1.ts";
import { givenDirectory } from "./testing/given-directory.ts";

const HALF_MIGRATION = fileURLToPath(new URL("testing/half-migration.ts", import.meta.url));

describe("a file of format 1", () => {
  test("has every document and entry afterwards, and is of the newest format", async () => {
    const file = givenFormat1();
    const before = contentsOf(file);
    expect(before.documents).toHaveLength(29);
    await openSqliteStore({ file, clock: systemClock }).close();
    expect(contentsOf(file)).toEqual(before);
    expect(formatOf(file)).toBe(FORMAT);
  });

  test("is the Cognito that it was: its users sign in, are found and are known as existing", async () => {
    const clock = { now: () => FORMAT_1.madeAt + 60_000 };
    const store = openSqliteStore({ file: givenFormat1(), clock });
    const cognito = createCognito({ store, clock, keyReserve: 0 });
    onTestFinished(async () => {
      await cognito.close();
      await store.close();
    });
    const { userPools } = cognito;
    const { userPoolId: UserPoolId, clientId: ClientId, member, password } = FORMAT_1;
    const signedIn = await userPools.send("InitiateAuth", {
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: member, PASSWORD: password },
    });
    expect(
      await userPools.send("GetUser", { AccessToken: signedIn.AuthenticationResult?.AccessToken ?? "" }),
    ).toMatchObject({
      Username: member,
    });
    expect((await userPools.send("ListUsers", { UserPoolId, Filter: 'name ^= "ZO"' })).Users).toHaveLength(19);
    expect((await userPools.send("ListUsersInGroup", { UserPoolId, GroupName: "admins" })).Users).toHaveLength(1);
    expect((await userPools.send("DescribeUserPool", { UserPoolId })).UserPool?.EstimatedNumberOfUsers).toBe(20);
    await expect(userPools.send("AdminCreateUser", { UserPoolId, Username: "user-07" })).rejects.toThrow();
    await userPools.send("ConfirmSignUp", { ClientId, Username: "signed-up", ConfirmationCode: "123456" });
    expect(await userPools.send("AdminGetUser", { UserPoolId, Username: "signed-up" })).toMatchObject({
      UserStatus: "CONFIRMED",
    });
  });

  test("is whole after a process that was killed in the middle of its migration", async () => {
    const file = givenFormat1();
    const before = contentsOf(file);
    const original = readFileSync(file);
    const { signal, stderr } = spawnSync(process.execPath, ["--conditions=@cogmock/source", HALF_MIGRATION, file]);
    expect(signal, stderr.toString()).toBe("SIGKILL");
    expect(readFileSync(file).equals(original)).toBe(false);
    expect(statSync(`${file}-journal`).size).toBeGreaterThan(0);
    await openSqliteStore({ file, clock: systemClock }).close();
    expect(contentsOf(file)).toEqual(before);
    expect(formatOf(file)).toBe(FORMAT);
  });
});

function givenFormat1(): string {
  const file = join(givenDirectory(), "store.db");
  writeFormat1(file);
  return file;
}

function contentsOf(file: string): { readonly documents: readonly unknown[]; readonly entries: readonly unknown[] } {
  return inspect(file, (database) => ({
    documents: database
      .prepare(
        `SELECT name, key, version, expires_at, json FROM documents JOIN collections ON collections.id = collection
         ORDER BY name, key`,
      )
      .all(),
    entries: database
      .prepare(
        `SELECT collections.name, kind, indexes.name, entry, key FROM indexes
         JOIN collections ON collections.id = collection
         JOIN (SELECT index_id, entry, document AS key FROM unique_entries
               UNION ALL SELECT index_id, entry, key FROM ordered_entries) ON index_id = indexes.id
         ORDER BY 1, 2, 3, 4, 5`,
      )
      .all(),
  }));
}

function formatOf(file: string): unknown {
  return inspect(file, (database) => database.prepare("PRAGMA user_version").get()?.user_version);
}

function inspect<T>(file: string, look: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return look(database);
  } finally {
    database.close();
  }
}
