/** Milliseconds since the Unix epoch. */
export type EpochMilliseconds = number;

/** The time. Everything in the product that expires asks this and nothing else. */
export interface Clock {
  now(): EpochMilliseconds;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => Date.now() };
