import { expect, test } from "vitest";
import { describeClock } from "./describe-clock.ts";

const now = "2027-01-01T00:00:00.000Z";

test.each([
  [0, "real time"],
  [0.4, "real time"],
  [-0.4, "real time"],
  [1, "1s ahead of real time"],
  [-90, "1m30s behind real time"],
  [7_200, "2h ahead of real time"],
  [86_400 * 40 + 3_600 * 15 + 0.2, "40d15h ahead of real time"],
  [-93_784, "1d2h3m4s behind real time"],
])("a clock that is %d seconds ahead is said to be so", (offsetSeconds, text) => {
  expect(describeClock({ now, offsetSeconds, frozen: false })).toBe(`${now}, ${text}`);
  expect(describeClock({ now, offsetSeconds, frozen: true })).toBe(`${now}, frozen, ${text}`);
});
