import type { UntilNoRaceIsLost } from "../lost-races.ts";
import type { OperationContext } from "../operation-context.ts";
import { isMovable, type MovableClock, REAL_TIME } from "../ports/movable-clock.ts";
import {
  advancedBy,
  type ClockChange,
  frozen,
  type Moment,
  realTime,
  setTo,
  timeAt,
  unfrozen,
} from "./clock-changes.ts";
import { CLOCK_SETTING_KEY, clockSettings } from "./clock-settings.collection.ts";
import { resumeClock } from "./resume-clock.ts";
import { ClockNotMovable, type ClockReading, type TimeControl } from "./time-control.ts";

/** Makes what moves the clock of a Cognito. */
export function createTimeControl({
  store,
  clock,
  untilNoRaceIsLost,
}: Pick<OperationContext, "store" | "clock"> & { readonly untilNoRaceIsLost: UntilNoRaceIsLost }): TimeControl {
  let lastLook: Promise<void> = Promise.resolve();

  /**
   * Looks into the store, never twice at a time: a look that began before a change must not end after one that began
   * behind it, and take the clock back.
   */
  function look(movable: MovableClock): Promise<void> {
    lastLook = lastLook.catch(() => {}).then(() => resumeClock({ store, clock: movable }));
    return lastLook;
  }

  async function read(): Promise<ClockReading> {
    if (!isMovable(clock)) return toReading({ real: clock.now(), setting: REAL_TIME });
    await look(clock);
    return toReading({ real: clock.real.now(), setting: clock.setting });
  }

  async function change(decide: ClockChange): Promise<ClockReading> {
    if (!isMovable(clock)) throw new ClockNotMovable();
    const { real } = clock;
    await untilNoRaceIsLost(async () => {
      const before = await store.get(clockSettings, CLOCK_SETTING_KEY);
      const after = decide({ real: real.now(), setting: before ?? REAL_TIME });
      if (after !== REAL_TIME) await store.commit([clockSettings.put(after, { expect: before ?? "absent" })]);
      else if (before) await store.commit([clockSettings.delete(before, { expect: before })]);
    });
    return read();
  }

  return {
    read,
    advance: async (milliseconds) => change(advancedBy(milliseconds)),
    freeze: () => change(frozen),
    unfreeze: () => change(unfrozen),
    set: (time) => change(setTo(time)),
    reset: () => change(realTime),
  };
}

function toReading(moment: Moment): ClockReading {
  const now = timeAt(moment);
  return { now, ahead: now - moment.real, isFrozen: moment.setting.frozenAt !== undefined };
}
