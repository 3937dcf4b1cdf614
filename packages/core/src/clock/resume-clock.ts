import type { OperationContext } from "../operation-context.ts";
import { type MovableClock, REAL_TIME } from "../ports/movable-clock.ts";
import { CLOCK_SETTING_KEY, clockSettings } from "./clock-settings.collection.ts";

/**
 * Lets a clock go by what the store remembers of it. To be done before anything else with a store that has been used
 * before: to a clock that goes by real time, other documents have expired.
 *
 * @throws StoreUnavailable
 */
export async function resumeClock({
  store,
  clock,
}: Pick<OperationContext, "store"> & { readonly clock: MovableClock }): Promise<void> {
  clock.adopt((await store.get(clockSettings, CLOCK_SETTING_KEY)) ?? REAL_TIME);
}
