import { describe, expect, test } from "vitest";
import { createCognito } from "../create-cognito.ts";
import { systemClock } from "../ports/clock.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { shareCertificateAuthority } from "./share-certificate-authority.ts";

const YEAR_MS = 365 * 86_400_000;

function given() {
  const store = createMemoryStore({ clock: systemClock });
  const cognito = createCognito({ store, keyReserve: 0 });
  return { store, cognito, share: (now = 0) => shareCertificateAuthority({ store, realClock: { now: () => now } }) };
}

describe("the authority behind HTTPS", () => {
  test("is the same for all servers on a store, however they race for it", async () => {
    const { share } = given();
    const authorities = await Promise.all([share(), share(), share()]);
    expect(new Set(authorities.map(({ certificate }) => certificate)).size).toBe(1);
    expect((await share(7 * YEAR_MS)).certificate).toBe(authorities[0]?.certificate);
  });

  test("is another on another store", async () => {
    expect((await given().share()).certificate).not.toBe((await given().share()).certificate);
  });

  test("is made anew before it expires", async () => {
    const { share } = given();
    const first = await share();
    const second = await share(8 * YEAR_MS);
    expect(second.notAfter).toBe(first.notAfter + 8 * YEAR_MS);
    expect((await share(8 * YEAR_MS)).certificate).toBe(second.certificate);
  });

  test("stays over a reset, the restoration of a snapshot and an import, and is in none of them", async () => {
    const { cognito, share } = given();
    await cognito.snapshots.save("before");
    const { certificate } = await share();
    const lines: string[] = [];
    for await (const text of cognito.export()) lines.push(text);
    expect(lines.join("")).toMatch(/^.*\n\{"end":true,"documents":0\}\n$/);
    await cognito.import(lines.map((line) => Buffer.from(line)));
    expect(await share()).toMatchObject({ certificate });
    await cognito.snapshots.restore("before");
    expect(await share()).toMatchObject({ certificate });
    await cognito.reset();
    expect(await share()).toMatchObject({ certificate });
  });
});
