import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { StoreUnavailable } from "@cogmock/core/store";
import { expect, test } from "vitest";
import { givenStore, notes } from "./testing/given.ts";
import { givenProxy } from "./testing/proxy.ts";

describeOnPostgres("a network that falls silent in the middle of everything", () => {
  test("makes who waits for an answer wait for 40 s at most, and who comes later for a few", async () => {
    const proxy = await givenProxy(await givenDatabase());
    const store = await givenStore(proxy.url);
    await store.commit([notes.put({ id: "a" }, { expect: "absent" })]);
    const begun = performance.now();
    proxy.stall();
    const commit = store.commit([notes.put({ id: "a" }, { expect: "any" })]);
    const read = store.get(notes, ["a"]);
    await Promise.all([
      expect(commit).rejects.toThrow(/ is not available: .*; whether the commit was applied is not known$/),
      expect(read).rejects.toThrow(StoreUnavailable),
    ]);
    expect(performance.now() - begun).toBeLessThan(40_000);
    const later = performance.now();
    await expect(store.get(notes, ["a"])).rejects.toThrow(StoreUnavailable);
    expect(performance.now() - later).toBeLessThan(5_000);
  }, 60_000);
});
