import { type Clock, type EpochMilliseconds, systemClock } from "./clock.ts";

/** Where a clock stands in relation to real time. */
export interface ClockSetting {
  /** How far it is ahead of real time, in milliseconds; below 0 where it is behind. Of a frozen clock that says nothing. */
  readonly ahead: number;
  /** The time at which it stands still; absent while it runs. */
  readonly frozenAt?: EpochMilliseconds | undefined;
}

/** Of a clock that nobody has moved. */
export const REAL_TIME: ClockSetting = { ahead: 0 };

/** A clock that can be moved and stopped, for everything that asks it the time. */
export interface MovableClock extends Clock {
  /** What it goes by where nobody has moved it. */
  readonly real: Clock;
  readonly setting: ClockSetting;
  /** Goes by this setting from now on. It is kept nowhere: `Cognito.time` does that. */
  adopt(setting: ClockSetting): void;
}

/**
 * A clock that a Cognito can move. Its store must be given the very same clock, and a store that has been used before
 * remembers a setting: see `resumeClock`.
 *
 * @param real what it goes by until it is moved
 *
 * @example
 * const clock = createMovableClock();
 * const cognito = createCognito({ clock, store: createMemoryStore({ clock }) });
 * await cognito.time.advance(2 * 3_600_000);
 */
export function createMovableClock(real: Clock = systemClock): MovableClock {
  let setting = REAL_TIME;
  return {
    real,
    now: () => setting.frozenAt ?? real.now() + setting.ahead,
    get setting() {
      return setting;
    },
    adopt(adopted) {
      setting = adopted;
    },
  };
}

export function isMovable(clock: Clock): clock is MovableClock {
  return "adopt" in clock && "real" in clock;
}
