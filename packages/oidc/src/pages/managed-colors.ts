import { readableOn } from "./contrast.ts";
import { DARK, LIGHT, type Palette } from "./palette.ts";
import { colorAt, type Settings } from "./settings.ts";

/** The names that the settings give to the modes. */
export type Mode = "lightMode" | "darkMode";

/**
 * Where the settings have each colour; `*` stands for the mode. They have none for what is typed into an input: that one is
 * made to be read.
 *
 * @see AWS CLI Command Reference, update-managed-login-branding, whose example sets every value
 */
const PATHS: Readonly<Record<Exclude<keyof Palette, "on-input">, string>> = {
  ground: "components.pageBackground.*.color",
  card: "components.form.*.backgroundColor",
  "card-line": "components.form.*.borderColor",
  heading: "components.pageText.*.headingColor",
  text: "components.pageText.*.bodyColor",
  dim: "components.pageText.*.descriptionColor",
  label: "componentClasses.inputLabel.*.textColor",
  hint: "componentClasses.inputDescription.*.textColor",
  divider: "componentClasses.divider.*.borderColor",
  link: "componentClasses.link.*.defaults.textColor",
  "link-hover": "componentClasses.link.*.hover.textColor",
  focus: "componentClasses.focusState.*.borderColor",
  input: "componentClasses.input.*.defaults.backgroundColor",
  line: "componentClasses.input.*.defaults.borderColor",
  placeholder: "componentClasses.input.*.placeholderColor",
  option: "componentClasses.optionControls.*.defaults.backgroundColor",
  "option-line": "componentClasses.optionControls.*.defaults.borderColor",
  "option-chosen": "componentClasses.optionControls.*.selected.backgroundColor",
  "option-mark": "componentClasses.optionControls.*.selected.foregroundColor",
  act: "components.primaryButton.*.defaults.backgroundColor",
  "on-act": "components.primaryButton.*.defaults.textColor",
  "act-hover": "components.primaryButton.*.hover.backgroundColor",
  "on-act-hover": "components.primaryButton.*.hover.textColor",
  "act-active": "components.primaryButton.*.active.backgroundColor",
  "on-act-active": "components.primaryButton.*.active.textColor",
  alt: "components.secondaryButton.*.defaults.backgroundColor",
  "alt-line": "components.secondaryButton.*.defaults.borderColor",
  "on-alt": "components.secondaryButton.*.defaults.textColor",
  "alt-hover": "components.secondaryButton.*.hover.backgroundColor",
  "alt-line-hover": "components.secondaryButton.*.hover.borderColor",
  "on-alt-hover": "components.secondaryButton.*.hover.textColor",
  "alt-active": "components.secondaryButton.*.active.backgroundColor",
  "alt-line-active": "components.secondaryButton.*.active.borderColor",
  "on-alt-active": "components.secondaryButton.*.active.textColor",
  idp: "components.idpButton.standard.*.defaults.backgroundColor",
  "idp-line": "components.idpButton.standard.*.defaults.borderColor",
  "on-idp": "components.idpButton.standard.*.defaults.textColor",
  "idp-hover": "components.idpButton.standard.*.hover.backgroundColor",
  "idp-line-hover": "components.idpButton.standard.*.hover.borderColor",
  "on-idp-hover": "components.idpButton.standard.*.hover.textColor",
  "idp-active": "components.idpButton.standard.*.active.backgroundColor",
  "idp-line-active": "components.idpButton.standard.*.active.borderColor",
  "on-idp-active": "components.idpButton.standard.*.active.textColor",
  // The box is the alert's; what is written in it has the colour of the state (seen in the style sheet that AWS serves).
  bad: "componentClasses.statusIndicator.*.error.indicatorColor",
  "bad-ground": "components.alert.*.error.backgroundColor",
  "bad-line": "components.alert.*.error.borderColor",
  good: "componentClasses.statusIndicator.*.success.indicatorColor",
  "good-ground": "componentClasses.statusIndicator.*.success.backgroundColor",
  "good-line": "componentClasses.statusIndicator.*.success.borderColor",
  warn: "componentClasses.statusIndicator.*.warning.indicatorColor",
  "warn-ground": "componentClasses.statusIndicator.*.warning.backgroundColor",
  "warn-line": "componentClasses.statusIndicator.*.warning.borderColor",
  header: "components.pageHeader.*.background.color",
  "header-line": "components.pageHeader.*.borderColor",
  footer: "components.pageFooter.*.background.color",
  "footer-line": "components.pageFooter.*.borderColor",
};

/** The colours of a style in one mode: those that are no colours are ours. */
export function managedPalette(settings: Settings, mode: Mode): Palette {
  const configured = Object.entries(PATHS).flatMap(([name, path]) => {
    const color = colorAt(settings, path.replace("*", mode));
    return color === undefined ? [] : [[name, color] as const];
  });
  const palette: Palette = { ...(mode === "darkMode" ? DARK : LIGHT), ...Object.fromEntries(configured) };
  const { input, card, ground, label, heading } = palette;
  return { ...palette, "on-input": readableOn([input, card, ground], [label, heading]) };
}
