import { setTimeout as elapse } from "node:timers/promises";

/** Waits this many milliseconds of real time, whatever the `Clock` says. */
export type Pause = (milliseconds: number) => Promise<void>;

/** The machine's own timer. */
export const timedPause: Pause = (milliseconds) => elapse(milliseconds);
