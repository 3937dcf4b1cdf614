import { generateSigningKey, type SigningKey } from "@cogmock/crypto";
import { describe, expect, test, vi } from "vitest";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";
import { spareSigningKeys } from "./signing-keys.collection.ts";

/** Keys made of nothing: as plain data as real ones, and different from one another. */
function madeOfNothing() {
  let made = 0;
  return async (): Promise<SigningKey> => {
    made += 1;
    const kid = `key ${made}`;
    return { kid, privateKey: "", publicJwk: { alg: "RS256", e: "AQAB", kid, kty: "RSA", n: "", use: "sig" } };
  };
}

const noMoreKeys = async (): Promise<SigningKey> => {
  throw new Error("no more keys");
};

const spares = ({ store }: Pick<TestCognito, "store">) => store.count(spareSigningKeys, "byAge", []);

async function kidsOf(cognito: TestCognito, userPoolId: string): Promise<string[]> {
  const { keys }: { keys: { kid: string }[] } = JSON.parse((await cognito.jwks(userPoolId)) ?? "");
  return keys.map(({ kid }) => kid);
}

describe("The reserve of keys", () => {
  test("fills in the background, and again after keys were taken", async () => {
    const cognito = await startCognito({ keyReserve: 3, generateSigningKey: madeOfNothing() });
    await vi.waitFor(async () => expect(await spares(cognito)).toBe(3));
    const { UserPoolId } = await cognito.givenUserPool();
    expect(await kidsOf(cognito, UserPoolId)).toEqual(expect.arrayContaining(["key 1", "key 2"]));
    await vi.waitFor(async () => expect(await spares(cognito)).toBe(3));
    await cognito.close();
  });

  test("gives pools that are made at once different keys", async () => {
    const cognito = await startCognito({ keyReserve: 3, generateSigningKey: madeOfNothing() });
    await vi.waitFor(async () => expect(await spares(cognito)).toBe(3));
    const pools = await Promise.all(Array.from({ length: 4 }, () => cognito.givenUserPool()));
    const kids = await Promise.all(pools.map(({ UserPoolId }) => kidsOf(cognito, UserPoolId)));
    expect(new Set(kids.flat()).size).toBe(8);
    await cognito.close();
  });

  test("gives pools different keys when two servers share a store", async () => {
    const one = await startCognito({ keyReserve: 4, generateSigningKey: madeOfNothing() });
    await vi.waitFor(async () => expect(await spares(one)).toBe(4));
    await one.close();
    const { store } = one;
    const two = await startCognito({ store, generateSigningKey: noMoreKeys });
    const three = await startCognito({ store, generateSigningKey: noMoreKeys });
    const [left, right] = await Promise.all([two.givenUserPool(), three.givenUserPool()]);
    const kids = [await kidsOf(two, left.UserPoolId), await kidsOf(two, right.UserPoolId)];
    expect(new Set(kids.flat()).size).toBe(4);
  });

  test("outlives the process that made it", async () => {
    const before = await startCognito({ keyReserve: 2, generateSigningKey: madeOfNothing() });
    await vi.waitFor(async () => expect(await spares(before)).toBe(2));
    await before.close();
    const after = await startCognito({ store: before.store, generateSigningKey: noMoreKeys });
    expect(await kidsOf(after, (await after.givenUserPool()).UserPoolId)).toHaveLength(2);
    await expect(after.givenUserPool()).rejects.toThrow("no more keys");
  });

  test("may be empty: a pool's keys are made on the spot then", async () => {
    const cognito = await startCognito({ keyReserve: 0, generateSigningKey });
    const [id, access] = await kidsOf(cognito, (await cognito.givenUserPool()).UserPoolId);
    expect(id).not.toBe(access);
    expect(await spares(cognito)).toBe(0);
  });

  test("stops when the Cognito closes, once the key in the making is made", async () => {
    const finish: (() => void)[] = [];
    const make = madeOfNothing();
    const cognito = await startCognito({
      keyReserve: 2,
      generateSigningKey: async () => {
        await new Promise<void>((resolve) => finish.push(resolve));
        return make();
      },
    });
    await vi.waitFor(() => expect(finish).toHaveLength(1));
    const closed = cognito.close();
    finish[0]?.();
    await closed;
    expect(await spares(cognito)).toBe(0);
    expect(finish).toHaveLength(1);
  });

  test("tries again after a key could not be made", async () => {
    const make = madeOfNothing();
    let failures = 1;
    const cognito = await startCognito({
      keyReserve: 1,
      generateSigningKey: async () => {
        if (failures > 0) {
          failures -= 1;
          throw new Error("not now");
        }
        return make();
      },
    });
    await vi.waitFor(() => expect(failures).toBe(0));
    expect(await spares(cognito)).toBe(0);
    await cognito.givenUserPool();
    await vi.waitFor(async () => expect(await spares(cognito)).toBe(1));
    await cognito.close();
  });
});
