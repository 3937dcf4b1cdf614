let last = 0;

/** A number that is greater each time: tells the order of what one process did in one millisecond. */
export function nextInSequence(): number {
  last += 1;
  return last;
}
