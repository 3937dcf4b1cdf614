import type { Cognito } from "@cogmock/core";

/** How often the clock is looked at: others may take a second to follow it. */
const INTERVAL_MS = 400;

/**
 * Keeps the clock of a Cognito where others have moved it that work on the same store. Looks in the background, for no
 * request should wait for it.
 *
 * @returns ends it; resolves when nothing is asked of the store any more
 */
export function followClock({ time }: Pick<Cognito, "time">): () => Promise<void> {
  let look: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    // A store that does not answer leaves the clock as it is, until the next look.
    look ??= time
      .read()
      .catch(() => {})
      .finally(() => {
        look = undefined;
      });
  }, INTERVAL_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await look;
  };
}
