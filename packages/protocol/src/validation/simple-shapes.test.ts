import { expect, test } from "vitest";
import { blob, integer, long, timestamp } from "./simple-shapes.ts";

test("a timestamp is a number of seconds with its fraction, and no text", () => {
  expect(timestamp().schema.parse(1548099495.428)).toBe(1548099495.428);
  expect(timestamp().schema.safeParse("2026-01-01T00:00:00Z").success).toBe(false);
});

test("whole numbers lose their fraction and stay within their type", () => {
  expect(integer().schema.parse(-0.5)).toBe(0);
  expect(integer().schema.parse(-1e20)).toBe(-2_147_483_648);
  expect(long().schema.parse(1e300)).toBe(Number.MAX_SAFE_INTEGER);
});

test("constraints judge what a number became", () => {
  expect(integer({ max: 5 }).schema.parse(5.9)).toBe(5);
});

test("a blob may be empty, and its padding does not count", () => {
  expect(blob({ max: 0 }).schema.parse("")).toBe("");
  expect(blob({ min: 1, max: 1 }).schema.parse("AA==")).toBe("AA==");
  expect(blob({ max: 1 }).schema.safeParse("AAA=").success).toBe(false);
});
