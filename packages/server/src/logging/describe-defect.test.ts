import { describe, expect, test } from "vitest";
import { describeDefect } from "./describe-defect.ts";

describe("describeDefect", () => {
  test("gives the stacks of an error and its causes, and no other member of them", () => {
    const cause = Object.assign(new RangeError("inner"), { input: "hunter2" });
    const text = describeDefect(new Error("outer", { cause }));
    expect(text).toMatch(/^Error: outer\n {4}at .*\ncaused by RangeError: inner\n {4}at /s);
    expect(text).not.toContain("hunter2");
  });

  test("does not repeat what was thrown where it is no error", () => {
    expect(describeDefect("hunter2")).toBe("thrown: string");
  });

  test("ends for errors that cause each other", () => {
    const error = new Error("a");
    error.cause = error;
    expect(describeDefect(error).split("caused by")).toHaveLength(5);
  });
});
