import type { EpochMilliseconds } from "../ports/clock.ts";
import { type ClockSetting, REAL_TIME } from "../ports/movable-clock.ts";
import { InvalidClockChange } from "./time-control.ts";

/** Where real time stands, and where the clock. */
export interface Moment {
  readonly real: EpochMilliseconds;
  readonly setting: ClockSetting;
}

/** What a change makes of the setting of the clock. */
export type ClockChange = (moment: Moment) => ClockSetting;

/** Times have four digits for their year (ISO 8601), and are no negative numbers where they are kept. */
const EARLIEST: EpochMilliseconds = 0;
const LATEST: EpochMilliseconds = Date.UTC(10_000, 0) - 1;

/** What the clock shows. */
export function timeAt({ real, setting: { ahead, frozenAt } }: Moment): EpochMilliseconds {
  return frozenAt ?? real + ahead;
}

/** The setting with which a clock, frozen or not as before, shows this time. @throws InvalidClockChange */
function showing(time: EpochMilliseconds, { real, setting }: Moment): ClockSetting {
  if (!(time >= EARLIEST && time <= LATEST)) {
    const [earliest, latest] = [EARLIEST, LATEST].map((bound) => new Date(bound).toISOString());
    throw new InvalidClockChange(`The clock goes from ${earliest} to ${latest}, and no further.`);
  }
  return setting.frozenAt === undefined ? { ahead: time - real } : { ahead: 0, frozenAt: time };
}

/** @throws InvalidClockChange */
export function advancedBy(milliseconds: number): ClockChange {
  if (milliseconds < 0) {
    throw new InvalidClockChange("The clock only advances; set or reset turns it back.");
  }
  return (moment) => showing(timeAt(moment) + milliseconds, moment);
}

/** @throws InvalidClockChange */
export function setTo(time: EpochMilliseconds): ClockChange {
  return (moment) => showing(time, moment);
}

export const frozen: ClockChange = (moment) => ({ ahead: 0, frozenAt: timeAt(moment) });

export const unfrozen: ClockChange = (moment) => ({ ahead: timeAt(moment) - moment.real });

export const realTime: ClockChange = () => REAL_TIME;
