import { describe, expect, test } from "vitest";
import { closest } from "./closest.ts";

describe("closest", () => {
  test("finds the word that a typing error was meant to be", () => {
    expect(closest("strat", ["start", "operations"])).toBe("start");
    expect(closest("--memroy", ["--data", "--memory"])).toBe("--memory");
    expect(closest("operation", ["start", "operations"])).toBe("operations");
  });

  test("finds nothing where no word is close", () => {
    expect(closest("stop", ["start", "operations"])).toBeUndefined();
    expect(closest("", ["start"])).toBeUndefined();
  });
});
