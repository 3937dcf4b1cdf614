import type { Clock } from "../ports/clock.ts";

/** How far to move the time. */
export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  advance(duration: Duration): void;
}

/** A clock that stands at this moment (ISO 8601). */
export function createTestClock(startsAt: string): TestClock {
  let now = Date.parse(startsAt);
  return {
    now: () => now,
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }) {
      now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
    },
  };
}
