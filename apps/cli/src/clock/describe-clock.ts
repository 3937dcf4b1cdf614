/** What a server says of its clock. */
export interface ShownClock {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** How far that is ahead of real time; below 0 where it is behind. */
  readonly offsetSeconds: number;
  readonly frozen: boolean;
}

const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
] as const;

/** A clock in one line, which begins with the time. */
export function describeClock({ now, offsetSeconds, frozen }: ShownClock): string {
  const seconds = Math.round(Math.abs(offsetSeconds));
  const direction = offsetSeconds > 0 ? "ahead of" : "behind";
  const offset = seconds === 0 ? "real time" : `${durationText(seconds)} ${direction} real time`;
  return frozen ? `${now}, frozen, ${offset}` : `${now}, ${offset}`;
}

/** A duration as `advance` takes it: `1h30m`. */
function durationText(seconds: number): string {
  let left = seconds;
  let text = "";
  for (const [unit, length] of UNITS) {
    const count = Math.floor(left / length);
    if (count > 0) text += `${count}${unit}`;
    left -= count * length;
  }
  return text;
}
