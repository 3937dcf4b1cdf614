import type { JsonValue } from "@cogmock/protocol/user-pools";

/** A colour scheme's values for the light and for the dark mode. */
function modes(lightMode: JsonValue, darkMode: JsonValue): { readonly [mode: string]: JsonValue } {
  return { lightMode, darkMode };
}

/** A control's colours, where it has a background, a border and a text. */
function control(backgroundColor: string, borderColor: string, textColor: string): JsonValue {
  return { backgroundColor, borderColor, textColor };
}

/** The same without a border. */
function filled(backgroundColor: string, textColor: string): JsonValue {
  return { backgroundColor, textColor };
}

function area(backgroundColor: string, borderColor: string): JsonValue {
  return { backgroundColor, borderColor };
}

function indicator(backgroundColor: string, color: string): JsonValue {
  return { backgroundColor, borderColor: color, indicatorColor: color };
}

const DISABLED = { enabled: false };
const HEADER_OR_FOOTER: JsonValue = {
  backgroundImage: DISABLED,
  logo: { enabled: false, location: "START" },
  ...modes(
    { background: { color: "fafafaff" }, borderColor: "d5dbdbff" },
    { background: { color: "0f141aff" }, borderColor: "424650ff" },
  ),
};

/**
 * The style that managed login has where nothing is customized: colours are eight hexadecimal digits, the last two of
 * them opacity.
 *
 * @see AWS CloudFormation Template Reference, AWS::Cognito::ManagedLoginBranding, whose example sets every value
 */
export const DEFAULT_SETTINGS: JsonValue = {
  categories: {
    auth: {
      authMethodOrder: [
        [
          { display: "BUTTON", type: "FEDERATED" },
          { display: "INPUT", type: "USERNAME_PASSWORD" },
        ],
      ],
      federation: { interfaceStyle: "BUTTON_LIST", order: [] },
    },
    form: {
      displayGraphics: true,
      instructions: DISABLED,
      languageSelector: DISABLED,
      location: { horizontal: "CENTER", vertical: "CENTER" },
      sessionTimerDisplay: "NONE",
    },
    global: { colorSchemeMode: "LIGHT", pageFooter: DISABLED, pageHeader: DISABLED, spacingDensity: "REGULAR" },
    signUp: { acceptanceElements: [{ enforcement: "NONE", textKey: "en" }] },
  },
  componentClasses: {
    buttons: { borderRadius: 8 },
    divider: modes({ borderColor: "ebebf0ff" }, { borderColor: "232b37ff" }),
    dropDown: {
      borderRadius: 8,
      ...modes(
        {
          defaults: { itemBackgroundColor: "ffffffff" },
          hover: { itemBackgroundColor: "f4f4f4ff", itemBorderColor: "7d8998ff", itemTextColor: "000716ff" },
          match: { itemBackgroundColor: "414d5cff", itemTextColor: "0972d3ff" },
        },
        {
          defaults: { itemBackgroundColor: "192534ff" },
          hover: { itemBackgroundColor: "081120ff", itemBorderColor: "5f6b7aff", itemTextColor: "e9ebedff" },
          match: { itemBackgroundColor: "d1d5dbff", itemTextColor: "89bdeeff" },
        },
      ),
    },
    focusState: modes({ borderColor: "0972d3ff" }, { borderColor: "539fe5ff" }),
    idpButtons: { icons: { enabled: true } },
    input: {
      borderRadius: 8,
      ...modes(
        { defaults: area("ffffffff", "7d8998ff"), placeholderColor: "5f6b7aff" },
        { defaults: area("0f1b2aff", "5f6b7aff"), placeholderColor: "8d99a8ff" },
      ),
    },
    inputDescription: modes({ textColor: "5f6b7aff" }, { textColor: "8d99a8ff" }),
    inputLabel: modes({ textColor: "000716ff" }, { textColor: "d1d5dbff" }),
    link: modes(
      { defaults: { textColor: "0972d3ff" }, hover: { textColor: "033160ff" } },
      { defaults: { textColor: "539fe5ff" }, hover: { textColor: "89bdeeff" } },
    ),
    optionControls: modes(
      {
        defaults: area("ffffffff", "7d8998ff"),
        selected: { backgroundColor: "0972d3ff", foregroundColor: "ffffffff" },
      },
      {
        defaults: area("0f1b2aff", "7d8998ff"),
        selected: { backgroundColor: "539fe5ff", foregroundColor: "000716ff" },
      },
    ),
    statusIndicator: modes(
      {
        error: indicator("fff7f7ff", "d91515ff"),
        pending: { indicatorColor: "AAAAAAAA" },
        success: indicator("f2fcf3ff", "037f0cff"),
        warning: indicator("fffce9ff", "8d6605ff"),
      },
      {
        error: indicator("1a0000ff", "eb6f6fff"),
        pending: { indicatorColor: "AAAAAAAA" },
        success: indicator("001a02ff", "29ad32ff"),
        warning: indicator("1d1906ff", "e0ca57ff"),
      },
    ),
  },
  components: {
    alert: {
      borderRadius: 12,
      ...modes({ error: area("fff7f7ff", "d91515ff") }, { error: area("1a0000ff", "eb6f6fff") }),
    },
    favicon: { enabledTypes: ["ICO", "SVG"] },
    form: {
      backgroundImage: DISABLED,
      borderRadius: 8,
      logo: { enabled: false, formInclusion: "IN", location: "CENTER", position: "TOP" },
      ...modes(area("ffffffff", "c6c6cdff"), area("0f1b2aff", "424650ff")),
    },
    idpButton: {
      custom: {},
      standard: modes(
        {
          active: control("d3e7f9ff", "033160ff", "033160ff"),
          defaults: control("ffffffff", "424650ff", "424650ff"),
          hover: control("f2f8fdff", "033160ff", "033160ff"),
        },
        {
          active: control("354150ff", "89bdeeff", "89bdeeff"),
          defaults: control("0f1b2aff", "c6c6cdff", "c6c6cdff"),
          hover: control("192534ff", "89bdeeff", "89bdeeff"),
        },
      ),
    },
    pageBackground: { image: { enabled: true }, ...modes({ color: "ffffffff" }, { color: "0f1b2aff" }) },
    pageFooter: HEADER_OR_FOOTER,
    pageHeader: HEADER_OR_FOOTER,
    pageText: modes(
      { bodyColor: "414d5cff", descriptionColor: "414d5cff", headingColor: "000716ff" },
      { bodyColor: "b6bec9ff", descriptionColor: "b6bec9ff", headingColor: "d1d5dbff" },
    ),
    phoneNumberSelector: { displayType: "TEXT" },
    primaryButton: modes(
      {
        active: filled("033160ff", "ffffffff"),
        defaults: filled("0972d3ff", "ffffffff"),
        disabled: area("ffffffff", "ffffffff"),
        hover: filled("033160ff", "ffffffff"),
      },
      {
        active: filled("539fe5ff", "000716ff"),
        defaults: filled("539fe5ff", "000716ff"),
        disabled: area("ffffffff", "ffffffff"),
        hover: filled("89bdeeff", "000716ff"),
      },
    ),
    secondaryButton: modes(
      {
        active: control("d3e7f9ff", "033160ff", "033160ff"),
        defaults: control("ffffffff", "0972d3ff", "0972d3ff"),
        hover: control("f2f8fdff", "033160ff", "033160ff"),
      },
      {
        active: control("354150ff", "89bdeeff", "89bdeeff"),
        defaults: control("0f1b2aff", "539fe5ff", "539fe5ff"),
        hover: control("192534ff", "89bdeeff", "89bdeeff"),
      },
    ),
  },
};
