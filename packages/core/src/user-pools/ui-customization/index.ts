import type { UserPoolHandlers } from "../handlers.ts";
import { getUICustomization } from "./get-ui-customization.ts";
import { setUICustomization } from "./set-ui-customization.ts";

/** Operations on the look of the classic hosted UI. */
export const uiCustomizationHandlers: UserPoolHandlers = {
  GetUICustomization: getUICustomization,
  SetUICustomization: setUICustomization,
};
