import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatSrpTimestamp, readSrpTimestamp } from "./timestamp.ts";

describe("the timestamp of a password claim", () => {
  test("has the day without and the time with a leading zero", () => {
    expect(formatSrpTimestamp(Date.UTC(2026, 10, 7, 4, 5, 6))).toBe("Sat Nov 7 04:05:06 UTC 2026");
    expect(formatSrpTimestamp(Date.UTC(2024, 1, 29, 23, 59, 59))).toBe("Thu Feb 29 23:59:59 UTC 2024");
  });

  test("is read as it was written, to the second", () => {
    const times = fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(times, (date) => {
        const seconds = Math.floor(date.getTime() / 1000) * 1000;
        expect(readSrpTimestamp(formatSrpTimestamp(date.getTime()))).toBe(seconds);
      }),
    );
  });

  test.each(["Sat Nov 07 04:05:06 UTC 2026", "Sun Nov 7 04:05:06 UTC 2026", "Sat Nov 7 4:5:6 GMT 2026"])(
    "is read in the form of %s too",
    (text) => {
      expect(readSrpTimestamp(text)).toBe(Date.UTC(2026, 10, 7, 4, 5, 6));
    },
  );

  test.each([
    "",
    "2026-11-07T04:05:06Z",
    "Sat Nov 7 04:05:06 IST 2026",
    "Sat Nov 7 04:05:06 +05:30 2026",
    "Sam Nov 7 04:05:06 UTC 2026",
    "Sat Novembre 7 04:05:06 UTC 2026",
    "Sat Nox 7 04:05:06 UTC 2026",
    "Sat Nov 7 04:05 UTC 2026",
    "Sat Nov 7 04:05:06 UTC 26",
    "Sat Nov 7 04:05:06 UTC 2026 ",
    "Sat, Nov 7 04:05:06 UTC 2026",
    "Sat Nov 7 ٠٤:05:06 UTC 2026",
  ])("is not read from %j", (text) => {
    expect(readSrpTimestamp(text)).toBeUndefined();
  });

  test("is not read from arbitrary text, and that is no error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(readSrpTimestamp(text)).toBeUndefined();
      }),
    );
  });
});
