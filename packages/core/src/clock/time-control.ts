import type { EpochMilliseconds } from "../ports/clock.ts";

/** What the clock shows. */
export interface ClockReading {
  readonly now: EpochMilliseconds;
  /** How far that is ahead of real time, in milliseconds; below 0 where it is behind. */
  readonly ahead: number;
  readonly isFrozen: boolean;
}

/**
 * The time that a Cognito goes by: everything in it that expires, and every time that it tells, apart from what a caller
 * made with a clock of their own (see `OperationContext.realClock`). It is kept in the store, so that it outlives the
 * process, and whoever else works on that store goes by it, too.
 *
 * Every change answers with what the clock shows afterwards, and throws `ClockNotMovable` where the Cognito was made with
 * another clock than one of `createMovableClock`.
 */
export interface TimeControl {
  /** What the clock shows, as the store has it at this moment. */
  read(): Promise<ClockReading>;
  /**
   * Moves the clock on; a frozen one stays frozen.
   *
   * @throws InvalidClockChange by a negative duration, for only `set` and `reset` turn it back; or too far
   */
  advance(milliseconds: number): Promise<ClockReading>;
  /** Stops the clock, or leaves it stopped. */
  freeze(): Promise<ClockReading>;
  /** Lets the clock run on from where it stands. */
  unfreeze(): Promise<ClockReading>;
  /** Puts the clock to a time, earlier or later; a frozen one stays frozen. @throws InvalidClockChange too far */
  set(time: EpochMilliseconds): Promise<ClockReading>;
  /** Lets the clock go by real time. */
  reset(): Promise<ClockReading>;
}

/** The clock cannot be moved so. */
export class InvalidClockChange extends Error {
  override readonly name = "InvalidClockChange";
}

/** The Cognito was made with a clock that stands in somebody else's power. */
export class ClockNotMovable extends Error {
  override readonly name = "ClockNotMovable";

  constructor() {
    super("This clock cannot be moved.");
  }
}
