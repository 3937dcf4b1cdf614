import type { ClockSetting } from "../ports/movable-clock.ts";
import { type Collection, defineCollection } from "../store/collection.ts";

/** The setting of the clock: one document, and none where the clock goes by real time. */
export const clockSettings: Collection<ClockSetting> = defineCollection<ClockSetting>({
  name: "clockSettings",
  key: () => CLOCK_SETTING_KEY,
});

export const CLOCK_SETTING_KEY = ["clock"] as const;
