/** How many milliseconds of real time have passed since the watch was started. */
export type Stopwatch = () => number;

/** Starts a watch, for what takes its time whatever the `Clock` says. */
export function startStopwatch(): Stopwatch {
  const start = performance.now();
  return () => performance.now() - start;
}
