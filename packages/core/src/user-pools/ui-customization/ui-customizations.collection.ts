import { type Collection, defineCollection } from "../../store/collection.ts";
import type { UiCustomization } from "./ui-customization.ts";

/** How the classic pages of all pools look. DeleteUserPool reads `byPool`. */
export const uiCustomizations: Collection<UiCustomization> = defineCollection<UiCustomization>({
  name: "uiCustomizations",
  key: (customization) => [customization.userPoolId, customization.clientId],
  ordered: { byPool: (customization) => [[customization.userPoolId, customization.clientId]] },
});
