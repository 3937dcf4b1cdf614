import type { AssetType, CreateManagedLoginBrandingCommandInput } from "@aws-sdk/client-cognito-identity-provider";

type Settings = NonNullable<CreateManagedLoginBrandingCommandInput["Settings"]>;

/** The colours of a brand in one mode: eight hexadecimal digits, as AWS has them. */
export interface Colors {
  readonly page: string;
  readonly form: string;
  readonly formLine: string;
  readonly text: string;
  readonly dim: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly onAccent: string;
  readonly input: string;
  readonly inputLine: string;
  readonly focus: string;
  readonly divider: string;
  readonly edge: string;
  readonly edgeLine: string;
  readonly error: string;
  readonly errorGround: string;
  readonly success: string;
  readonly successGround: string;
  readonly warning: string;
  readonly warningGround: string;
}

export const LIGHT: Colors = {
  page: "fdf3e7ff",
  form: "fffaf4ff",
  formLine: "d9b48cff",
  text: "4a2200ff",
  dim: "5e4c3dff",
  accent: "9c3f00ff",
  accentHover: "6b2b00ff",
  onAccent: "fff8f0ff",
  input: "fffffeff",
  inputLine: "a8744aff",
  focus: "1d6fe0ff",
  divider: "e6ccb2ff",
  edge: "5b2a00ff",
  edgeLine: "ffb066ff",
  error: "a31515ff",
  errorGround: "ffe9e5ff",
  success: "1b5e20ff",
  successGround: "e9f7eaff",
  warning: "6b4a00ff",
  warningGround: "fff3c9ff",
};

export const DARK: Colors = {
  page: "150c1fff",
  form: "241833ff",
  formLine: "5c4480ff",
  text: "f0e6ffff",
  dim: "cbb9e6ff",
  accent: "ffb066ff",
  accentHover: "ffd0a3ff",
  onAccent: "2b1300ff",
  input: "1a1026ff",
  inputLine: "9d86c4ff",
  focus: "66e0ffff",
  divider: "43315fff",
  edge: "2b1300ff",
  edgeLine: "ffb066ff",
  error: "ffb3adff",
  errorGround: "3d1418ff",
  success: "a5e6adff",
  successGround: "12301aff",
  warning: "ffd866ff",
  warningGround: "332500ff",
};

/** Everything of one mode, at its place in the settings. */
function inMode(mode: "lightMode" | "darkMode", colors: Colors) {
  const { accent, accentHover, onAccent, form, text, dim, error, errorGround } = colors;
  const button = { backgroundColor: accent, textColor: onAccent };
  const outlined = { backgroundColor: form, borderColor: accent, textColor: accent };
  const status = (backgroundColor: string, color: string) => ({
    backgroundColor,
    borderColor: color,
    indicatorColor: color,
  });
  const success = status(colors.successGround, colors.success);
  const warning = status(colors.warningGround, colors.warning);
  return {
    componentClasses: {
      divider: { [mode]: { borderColor: colors.divider } },
      focusState: { [mode]: { borderColor: colors.focus } },
      input: { [mode]: { defaults: { backgroundColor: colors.input, borderColor: colors.inputLine } } },
      inputDescription: { [mode]: { textColor: dim } },
      inputLabel: { [mode]: { textColor: text } },
      link: { [mode]: { defaults: { textColor: accent }, hover: { textColor: accentHover } } },
      optionControls: {
        [mode]: {
          defaults: { backgroundColor: colors.input, borderColor: colors.inputLine },
          selected: { backgroundColor: accent, foregroundColor: onAccent },
        },
      },
      statusIndicator: { [mode]: { error: { indicatorColor: error }, success, warning } },
    },
    components: {
      alert: { [mode]: { error: { backgroundColor: errorGround, borderColor: error } } },
      idpButton: {
        standard: {
          [mode]: {
            defaults: { ...outlined, borderColor: colors.inputLine, textColor: text },
            hover: { ...outlined, textColor: text },
            active: outlined,
          },
        },
      },
      form: { [mode]: { backgroundColor: form, borderColor: colors.formLine } },
      pageBackground: { [mode]: { color: colors.page } },
      pageFooter: { [mode]: { background: { color: colors.edge }, borderColor: colors.edgeLine } },
      pageHeader: { [mode]: { background: { color: colors.edge }, borderColor: colors.edgeLine } },
      pageText: { [mode]: { bodyColor: text, descriptionColor: dim, headingColor: text } },
      primaryButton: {
        [mode]: {
          defaults: button,
          hover: { ...button, backgroundColor: accentHover },
          active: { ...button, backgroundColor: text },
        },
      },
      secondaryButton: {
        [mode]: {
          defaults: outlined,
          hover: { ...outlined, borderColor: accentHover, textColor: accentHover },
          active: { ...outlined, borderColor: text, textColor: text },
        },
      },
    },
  };
}

/** What is the same in both modes. */
const LAYOUT = {
  categories: {
    form: { displayGraphics: true, location: { horizontal: "CENTER", vertical: "CENTER" } },
    global: { colorSchemeMode: "DYNAMIC", pageFooter: { enabled: true }, pageHeader: { enabled: true } },
  },
  componentClasses: { buttons: { borderRadius: 24 }, input: { borderRadius: 4 } },
  components: {
    alert: { borderRadius: 2 },
    favicon: { enabledTypes: ["SVG"] },
    form: { borderRadius: 20, logo: { enabled: true, formInclusion: "IN", location: "CENTER", position: "TOP" } },
    pageBackground: { image: { enabled: true } },
    pageFooter: { logo: { enabled: true, location: "CENTER" } },
    pageHeader: { logo: { enabled: true, location: "START" }, backgroundImage: { enabled: true } },
  },
};

/** Steps of UpdateManagedLoginBranding, each of which is laid over the one before. */
export const STYLE: readonly Settings[] = [LAYOUT, inMode("lightMode", LIGHT), inMode("darkMode", DARK)];

function svg(width: number, height: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;
}

function wordmark(color: string): string {
  const font = 'font-family="sans-serif" font-size="34" font-weight="700" text-anchor="start"';
  return svg(
    240,
    64,
    `<circle cx="32" cy="32" r="24" fill="${color}"/><text x="72" y="44" ${font} fill="${color}">Acorn</text>`,
  );
}

function hills(near: string, far: string): string {
  const path = (fill: string, d: string) => `<path fill="${fill}" d="${d}"/>`;
  return svg(
    1600,
    1000,
    path(far, "M0 620Q400 380 800 600T1600 520V1000H0z") + path(near, "M0 800Q500 560 900 780T1600 720V1000H0z"),
  );
}

function pictogram(color: string, content: string): string {
  return svg(96, 96, `<g fill="none" stroke="${color}" stroke-width="6" stroke-linejoin="round">${content}</g>`);
}

function asset(Category: AssetType["Category"], ColorMode: AssetType["ColorMode"], image: string): AssetType {
  return { Category, ColorMode, Extension: "SVG", Bytes: Buffer.from(image) };
}

const ENVELOPE = '<path d="M8 22h80v54H8z"/><path d="M8 22l40 32 40-32"/>';
const PHONE = '<rect x="26" y="6" width="44" height="84" rx="8"/><path d="M42 76h12"/>';
const KEY = '<circle cx="30" cy="48" r="18"/><path d="M48 48h40v16M72 48v12"/>';
const LOCK = '<rect x="18" y="42" width="60" height="44" rx="6"/><path d="M30 42V28a18 18 0 0 1 36 0v14"/>';

/** Images for every place that the pages have. */
export const ASSETS: readonly AssetType[] = [
  asset("FORM_LOGO", "LIGHT", wordmark("#9c3f00")),
  asset("FORM_LOGO", "DARK", wordmark("#ffb066")),
  asset("PAGE_BACKGROUND", "LIGHT", hills("#f3d3ad", "#f8e3c9")),
  asset("PAGE_BACKGROUND", "DARK", hills("#2a1a3f", "#1f1330")),
  asset("PAGE_HEADER_LOGO", "DYNAMIC", wordmark("#ffffff")),
  asset("PAGE_HEADER_BACKGROUND", "LIGHT", svg(1600, 64, '<path fill="#7a3a06" d="M0 0h1600v64L900 0z"/>')),
  asset("PAGE_FOOTER_LOGO", "DYNAMIC", wordmark("#ffffff")),
  asset("FAVICON_SVG", "DYNAMIC", svg(32, 32, '<circle cx="16" cy="16" r="14" fill="#9c3f00"/>')),
  asset("EMAIL_GRAPHIC", "DYNAMIC", pictogram("#c2682a", ENVELOPE)),
  asset("SMS_GRAPHIC", "DYNAMIC", pictogram("#c2682a", PHONE)),
  asset("AUTH_APP_GRAPHIC", "DYNAMIC", pictogram("#c2682a", PHONE)),
  asset("PASSKEY_GRAPHIC", "DYNAMIC", pictogram("#c2682a", KEY)),
  asset("PASSWORD_GRAPHIC", "DYNAMIC", pictogram("#c2682a", LOCK)),
  { ...asset("IDP_BUTTON_ICON", "DYNAMIC", pictogram("#c2682a", KEY)), ResourceId: "Corp" },
];
