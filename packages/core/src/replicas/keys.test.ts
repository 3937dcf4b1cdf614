import type { SigningKey } from "@cogmock/crypto";
import { expect, test, vi } from "vitest";
import { createMemoryStore } from "../store/memory-store.ts";
import { scatteredStore } from "../testing/scattered-store.ts";
import { startCognito } from "../testing/start-cognito.ts";
import { createTestClock } from "../testing/test-clock.ts";
import { spareSigningKeys } from "../user-pools/tokens/signing-keys.collection.ts";

const SERVERS = 10;
const SPARES = 4;

/** Ten servers that have started at the same moment, and how many keys they have made together. */
async function startTogether() {
  const clock = createTestClock("2026-01-01T00:00:00Z");
  const store = createMemoryStore({ clock });
  const made: string[] = [];
  const generateSigningKey = async (): Promise<SigningKey> => {
    const kid = `key ${made.length}`;
    made.push(kid);
    return { kid, privateKey: "", publicJwk: { alg: "RS256", e: "AQAB", kid, kty: "RSA", n: "", use: "sig" } };
  };
  const servers = await Promise.all(
    Array.from({ length: SERVERS }, () =>
      startCognito({ store: scatteredStore(store), clock, keyReserve: SPARES, generateSigningKey }),
    ),
  );
  const spares = () => store.count(spareSigningKeys, "byAge", []);
  await vi.waitFor(async () => expect(await spares()).toBeGreaterThanOrEqual(SPARES));
  const close = () => Promise.all(servers.map((server) => server.close()));
  return { servers, made, spares, close };
}

test("Servers that start together make one key each at most beyond those that are wanted", async () => {
  const { made, close } = await startTogether();
  await close();
  expect(made.length).toBeLessThan(SPARES + SERVERS);
});

test("Pools that many servers make at once have keys of their own, none is made in vain, and the reserve does not grow", async () => {
  const { servers, made, spares, close } = await startTogether();
  const pools = await Promise.all(
    servers.flatMap((server) =>
      Array.from({ length: 5 }, async () => {
        const { UserPoolId } = await server.givenUserPool();
        const { keys }: { keys: { kid: string }[] } = JSON.parse((await server.jwks(UserPoolId)) ?? "");
        return keys.map(({ kid }) => kid);
      }),
    ),
  );
  expect(new Set(pools.flat()).size).toBe(2 * pools.length);
  await vi.waitFor(async () => expect(made).toHaveLength(2 * pools.length + (await spares())));
  expect(await spares()).toBeLessThan(SPARES + SERVERS);
  await close();
});
