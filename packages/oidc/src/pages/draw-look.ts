import type { HostedLook } from "@cogmock/core";
import { type Html, html } from "./html.ts";
import type { Look } from "./look.ts";

type Managed = Extract<HostedLook, { readonly version: 2 }>;
type Settings = Managed["settings"];
type Asset = Managed["assets"][number];
type Mode = "lightMode" | "darkMode";

/** Eight hexadecimal digits, the last two of them opacity: nothing else gets into a style sheet. */
const COLOR = /^[\da-f]{8}$/i;
const BASE64 = /^[\w+/]+={0,2}$/;

const MEDIA_TYPES: Readonly<Partial<Record<string, string>>> = {
  PNG: "image/png",
  JPEG: "image/jpeg",
  WEBP: "image/webp",
  SVG: "image/svg+xml",
};

/** Where the settings have the colour of each variable of our style; `*` stands for the mode. */
const COLORS: readonly (readonly [variable: string, path: string])[] = [
  ["ground", "components.pageBackground.*.color"],
  ["card", "components.form.*.backgroundColor"],
  ["text", "components.pageText.*.headingColor"],
  ["dim", "components.pageText.*.descriptionColor"],
  ["line", "componentClasses.input.*.defaults.borderColor"],
  ["act", "components.primaryButton.*.defaults.backgroundColor"],
  ["on-act", "components.primaryButton.*.defaults.textColor"],
  ["link", "componentClasses.link.*.defaults.textColor"],
  ["bad", "componentClasses.statusIndicator.*.error.indicatorColor"],
  ["bad-ground", "componentClasses.statusIndicator.*.error.backgroundColor"],
];

function settingAt(settings: Settings, path: string): unknown {
  let found: unknown = settings;
  for (const name of path.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

function colorsOf(settings: Settings, mode: Mode): string {
  const declarations = COLORS.flatMap(([variable, path]) => {
    const color = settingAt(settings, path.replace("*", mode));
    return typeof color === "string" && COLOR.test(color) ? [`--${variable}:#${color}`] : [];
  });
  return `:root{${declarations.join(";")}}`;
}

function managedCss(settings: Settings): string {
  const scheme = settingAt(settings, "categories.global.colorSchemeMode");
  if (scheme === "DARK") return `:root{color-scheme:dark}${colorsOf(settings, "darkMode")}`;
  const light = colorsOf(settings, "lightMode");
  if (scheme !== "DYNAMIC") return `:root{color-scheme:light}${light}`;
  return `${light}@media (prefers-color-scheme:dark){${colorsOf(settings, "darkMode")}}`;
}

/** An image within the page. SVG, too, runs no script in it. */
function image(mediaType: string | undefined, base64: string | undefined): Html | undefined {
  if (mediaType === undefined || base64 === undefined || !BASE64.test(base64)) return undefined;
  return html`<div class="banner-customizable"><img class="logo-customizable" src="data:${mediaType};base64,${base64}" alt=""/></div>
`;
}

function managedLogo({ settings, assets }: Managed): Html | undefined {
  if (settingAt(settings, "components.form.logo.enabled") !== true) return undefined;
  const wanted = settingAt(settings, "categories.global.colorSchemeMode") === "DARK" ? "DARK" : "LIGHT";
  const logos = assets.filter(({ Category }) => Category === "FORM_LOGO");
  const isOf = (mode: Asset["ColorMode"]) => logos.find(({ ColorMode }) => ColorMode === mode);
  const logo = isOf(wanted) ?? isOf("DYNAMIC");
  return logo && image(MEDIA_TYPES[logo.Extension], logo.Bytes);
}

/**
 * What is drawn of how a client's pages are configured: all of the classic customization; of managed login's style the
 * colours and the form's logo.
 */
export function drawLook(look: HostedLook): Look {
  if (look.version === 2) return { css: managedCss(look.settings), logo: managedLogo(look) };
  const { css = "", logo } = look;
  // The operation refuses what would end the sheet. An import may bring anything.
  return { css: css.includes("<") ? "" : css, logo: logo && image(logo.mediaType, logo.bytes) };
}
