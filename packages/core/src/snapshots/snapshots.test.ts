import { generateSigningKey, type SigningKey } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import { InvalidSnapshotName, SnapshotNotFound } from "../index.ts";
import { exportedLines } from "../testing/exported.ts";
import { startCognito, type TestCognito } from "../testing/start-cognito.ts";
import { spareSigningKeys } from "../user-pools/tokens/signing-keys.collection.ts";
import { snapshotChunks, snapshots } from "./snapshots.collection.ts";

/** A pool with a client and a user. */
async function givenAnn(cognito: TestCognito): Promise<{ readonly UserPoolId: string; readonly ClientId: string }> {
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  await cognito.givenConfirmedUser({ UserPoolId, Username: "ann" });
  return { UserPoolId, ClientId };
}

/** Everything in the store that belongs to snapshots. */
async function keptOf({ store }: TestCognito): Promise<{ readonly heads: number; readonly chunks: number }> {
  let [heads, chunks] = [0, 0];
  for await (const batch of store.readAll([snapshots])) heads += batch.length;
  for await (const batch of store.readAll([snapshotChunks])) chunks += batch.length;
  return { heads, chunks };
}

/** Users that make a snapshot of several chunks. */
async function givenMuch(cognito: TestCognito, UserPoolId: string): Promise<void> {
  for (let count = 0; count < 60; count++) {
    const UserAttributes = ["name", "given_name", "profile", "website", "picture"].flatMap((Name) => ({
      Name,
      Value: "😀".repeat(1024),
    }));
    await cognito.send("AdminCreateUser", { UserPoolId, Username: `u${count}`, UserAttributes });
  }
}

describe("a snapshot", () => {
  test("brings everything back to what it was when it was saved", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenAnn(cognito);
    const tokens = await cognito.givenTokens({ ClientId, Username: "ann" });
    const lines = await exportedLines(cognito);
    const saved = await cognito.snapshots.save("seed");

    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "ann" });
    const later = await cognito.givenUserPool();
    await cognito.snapshots.restore("seed");

    expect(await exportedLines(cognito)).toEqual(lines);
    expect(saved).toMatchObject({ name: "seed", createdAt: "2026-01-01T00:00:00.000Z", documents: lines.length - 2 });
    expect(await cognito.send("GetUser", tokens)).toMatchObject({ Username: "ann" });
    expect(await cognito.jwks(later.UserPoolId)).toBeUndefined();
  });

  test("makes tokens good or bad as they were then, whatever was found out in between", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenAnn(cognito);
    const before = await cognito.givenTokens({ ClientId, Username: "ann" });
    await cognito.snapshots.save("seed");
    const after = await cognito.givenTokens({ ClientId, Username: "ann" });
    await cognito.send("GetUser", after);
    await cognito.send("AdminUserGlobalSignOut", { UserPoolId, Username: "ann" });
    await cognito.send("AdminSetUserPassword", {
      UserPoolId,
      Username: "ann",
      Password: "Another-Horse-7!",
      Permanent: true,
    });
    await cognito.givenTokens({ ClientId, Username: "ann", Password: "Another-Horse-7!" });
    await cognito.snapshots.restore("seed");

    expect(await cognito.send("GetUser", before)).toMatchObject({ Username: "ann" });
    await expect(cognito.send("GetUser", after)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
    await expect(
      cognito.givenTokens({ ClientId, Username: "ann", Password: "Another-Horse-7!" }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Incorrect username or password.");
    await cognito.givenTokens({ ClientId, Username: "ann" });
  });

  test("can be restored again and again, also after a reset and by another replica", async () => {
    const cognito = await startCognito();
    await givenAnn(cognito);
    await cognito.snapshots.save("seed");
    const lines = await exportedLines(cognito);
    await cognito.reset();
    expect(await exportedLines(cognito)).toHaveLength(2);
    await cognito.snapshots.restore("seed");
    await cognito.snapshots.restore("seed");
    expect(await exportedLines(cognito)).toEqual(lines);
    const replica = await startCognito({ store: cognito.store });
    await replica.reset();
    await replica.snapshots.restore("seed");
    expect(await exportedLines(cognito)).toEqual(lines);
  });

  test("is listed by name with its time and size", async () => {
    const cognito = await startCognito();
    await cognito.snapshots.save("b");
    cognito.clock.advance({ minutes: 1 });
    await givenAnn(cognito);
    await cognito.snapshots.save("a.2-x_y");
    const [a, b] = await cognito.snapshots.list();
    expect(a).toEqual({
      name: "a.2-x_y",
      createdAt: "2026-01-01T00:01:00.000Z",
      documents: 5,
      bytes: expect.any(Number),
    });
    expect(b).toEqual({ name: "b", createdAt: "2026-01-01T00:00:00.000Z", documents: 0, bytes: 100 });
  });

  test("takes the place of the one that had its name, and nothing of that is left", async () => {
    const cognito = await startCognito();
    await cognito.snapshots.save("seed");
    await givenAnn(cognito);
    const lines = await exportedLines(cognito);
    await cognito.snapshots.save("seed");
    await cognito.reset();
    await cognito.snapshots.restore("seed");
    expect(await exportedLines(cognito)).toEqual(lines);
    expect(await keptOf(cognito)).toEqual({ heads: 1, chunks: 1 });
  });

  test("can be deleted, and nothing of it is left", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await givenAnn(cognito);
    await givenMuch(cognito, UserPoolId);
    await cognito.snapshots.save("seed");
    expect((await keptOf(cognito)).chunks).toBeGreaterThan(2);
    await cognito.snapshots.delete("seed");
    expect(await cognito.snapshots.list()).toEqual([]);
    expect(await keptOf(cognito)).toEqual({ heads: 0, chunks: 0 });
  });

  test("of much is kept in many documents, none of them large", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await givenAnn(cognito);
    await givenMuch(cognito, UserPoolId);
    const lines = await exportedLines(cognito);
    const { bytes } = await cognito.snapshots.save("seed");
    expect(bytes).toBeGreaterThan(500_000);
    const lengths: number[] = [];
    for await (const batch of cognito.store.readAll([snapshotChunks])) {
      for (const { document } of batch) {
        const json = JSON.stringify(document);
        lengths.push(json.length);
        // Half a character would be written as an escape, which not every database takes.
        expect(json).not.toMatch(/\\ud[89a-f]/);
      }
    }
    expect(lengths.length).toBeGreaterThan(2);
    expect(Math.max(...lengths)).toBeLessThan(600_000);
    await cognito.reset();
    await cognito.snapshots.restore("seed");
    expect(await exportedLines(cognito)).toEqual(lines);
  });

  test("that is not complete is not there, and is removed when an hour has passed", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await givenAnn(cognito);
    await givenMuch(cognito, UserPoolId);
    const commit = cognito.store.commit.bind(cognito.store);
    let commits = 0;
    cognito.store.commit = async (writes) => {
      commits += 1;
      if (commits > 2) throw new Error("killed");
      await commit(writes);
    };
    await expect(cognito.snapshots.save("seed")).rejects.toThrow("killed");
    cognito.store.commit = commit;
    expect(await cognito.snapshots.list()).toEqual([]);
    await expect(cognito.snapshots.restore("seed")).rejects.toThrow(new SnapshotNotFound("seed"));
    await cognito.snapshots.save("other");
    expect(await keptOf(cognito)).toMatchObject({ heads: 2 });
    cognito.clock.advance({ hours: 1 });
    await cognito.snapshots.save("other");
    const { documents } = await cognito.store.find(snapshots, "inOrder", [], { limit: 9 });
    expect(await keptOf(cognito)).toEqual({ heads: 1, chunks: documents[0]?.chunks });
  });

  test("saved by many at once under one name is that of one of them", async () => {
    const cognito = await startCognito();
    await givenAnn(cognito);
    const lines = await exportedLines(cognito);
    await Promise.all(Array.from({ length: 10 }, () => cognito.snapshots.save("seed")));
    expect(await cognito.snapshots.list()).toHaveLength(1);
    await cognito.snapshots.delete("seed").catch(() => {});
    expect(await keptOf(cognito)).toEqual({ heads: 0, chunks: 0 });
    expect(await exportedLines(cognito)).toEqual(lines);
  });

  test("that is replaced while it is restored is restored as it was or as it is", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await givenAnn(cognito);
    await givenMuch(cognito, UserPoolId);
    await cognito.snapshots.save("seed");
    const lines = await exportedLines(cognito);
    await Promise.all([
      cognito.snapshots.restore("seed"),
      cognito.snapshots.save("seed"),
      cognito.snapshots.restore("seed"),
    ]);
    expect(await exportedLines(cognito)).toEqual(lines);
  });

  test.each(["", ".", "..", ".hidden", "a/b", "a b", "é", "a".repeat(129), "__proto__ "])(
    "cannot be called %j",
    async (name) => {
      const { snapshots: named } = await startCognito();
      for (const attempt of [named.save(name), named.restore(name), named.delete(name)]) {
        await expect(attempt).rejects.toThrow(new InvalidSnapshotName());
      }
    },
  );

  test("that does not exist is neither restored nor deleted", async () => {
    const cognito = await startCognito();
    await givenAnn(cognito);
    const lines = await exportedLines(cognito);
    await expect(cognito.snapshots.restore("seed")).rejects.toThrow('There is no snapshot "seed".');
    await expect(cognito.snapshots.delete("seed")).rejects.toThrow('There is no snapshot "seed".');
    expect(await exportedLines(cognito)).toEqual(lines);
  });
});

describe("spare keys", () => {
  const realKey = generateSigningKey();

  test("stay where they are when a snapshot is restored, and when everything is reset", async () => {
    let made = 0;
    const anotherKey = async (): Promise<SigningKey> => ({ ...(await realKey), kid: `key ${made++}` });
    const cognito = await startCognito({ keyReserve: 3, generateSigningKey: anotherKey });
    const kids = async (): Promise<string[]> => {
      const { documents } = await cognito.store.find(spareSigningKeys, "byAge", [], { limit: 9 });
      return documents.map(({ kid }) => kid);
    };
    await expect.poll(async () => (await kids()).length).toBe(3);
    await cognito.snapshots.save("seed");
    await cognito.givenUserPool();
    await expect.poll(async () => (await kids()).length).toBe(3);
    const before = await kids();
    await cognito.snapshots.restore("seed");
    expect(await kids()).toEqual(before);
    await cognito.reset();
    expect(await kids()).toEqual(before);
    await cognito.close();
  });
});
