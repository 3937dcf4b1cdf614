import { expect, test } from "vitest";
import { RecentlyUsed } from "./recently-used.ts";

test("forgets what was not used for the longest time when there is no more room", () => {
  const entries = new RecentlyUsed<number>(2);
  entries.set("a", 1);
  entries.set("b", 2);
  expect(entries.get("a")).toBe(1);
  entries.set("c", 3);
  expect(entries.get("b")).toBeUndefined();
  expect(entries.get("a")).toBe(1);
  entries.set("c", 4);
  expect(entries.get("a")).toBe(1);
  expect(entries.get("c")).toBe(4);
});
