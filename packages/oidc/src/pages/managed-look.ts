import type { HostedLook } from "@cogmock/core";
import { backgroundCss, iconLinks, imagesOf, pictures, type Images, type Scheme } from "./assets.ts";
import { type Html, html } from "./html.ts";
import type { Graphic, Look } from "./look.ts";
import { managedPalette } from "./managed-colors.ts";
import { declarationsOf } from "./palette.ts";
import { choiceAt, isOn, listHas, pixelsAt, settingAt, type Settings } from "./settings.ts";

type Managed = Extract<HostedLook, { readonly version: 2 }>;

/** Roundings, and where the settings have them. */
const RADII: readonly (readonly [property: string, path: string])[] = [
  ["card-radius", "components.form.borderRadius"],
  ["button-radius", "componentClasses.buttons.borderRadius"],
  ["input-radius", "componentClasses.input.borderRadius"],
  ["alert-radius", "components.alert.borderRadius"],
];

const GRAPHICS: readonly Graphic[] = [
  "AUTH_APP_GRAPHIC",
  "EMAIL_GRAPHIC",
  "PASSKEY_GRAPHIC",
  "PASSWORD_GRAPHIC",
  "SMS_GRAPHIC",
];

/** The words that settings have for places. unconfirmed: all but CENTER, and START of logos. */
const PLACES = ["CENTER", "START", "END"] as const;
type Place = (typeof PLACES)[number];
const CSS_PLACES: Readonly<Record<Place, "center" | "start" | "end">> = {
  CENTER: "center",
  START: "start",
  END: "end",
};

function placeAt(settings: Settings, path: string): string {
  return CSS_PLACES[choiceAt(settings, path, PLACES)];
}

/** What makes the page as dense as `COMPACT` says. unconfirmed: the word. */
const COMPACT = "--gap:.6rem;--pad:1.25rem";

function measuresOf(settings: Settings): string {
  const radii = RADII.flatMap(([property, path]) => {
    const pixels = pixelsAt(settings, path);
    return pixels === undefined ? [] : [`--${property}:${pixels}`];
  });
  const isCompact = choiceAt(settings, "categories.global.spacingDensity", ["REGULAR", "COMPACT"]) === "COMPACT";
  return [
    "--shadow:none",
    `--x:${placeAt(settings, "categories.form.location.horizontal")}`,
    `--y:${placeAt(settings, "categories.form.location.vertical")}`,
    ...radii,
    ...(isCompact ? [COMPACT] : []),
  ].join(";");
}

function colorsOf(settings: Settings, scheme: Scheme): string {
  const measures = measuresOf(settings);
  const light = declarationsOf(managedPalette(settings, "lightMode"));
  const dark = declarationsOf(managedPalette(settings, "darkMode"));
  if (scheme === "LIGHT") return `:root{color-scheme:light;${measures};${light}}`;
  if (scheme === "DARK") return `:root{color-scheme:dark;${measures};${dark}}`;
  return `:root{${measures};${light}}@media (prefers-color-scheme:dark){:root{${dark}}}`;
}

/** Where images lie behind something, if the setting says so. */
const BACKGROUNDS = [
  ["body", "components.pageBackground.image.enabled", "PAGE_BACKGROUND"],
  [".modal-content", "components.form.backgroundImage.enabled", "FORM_BACKGROUND"],
  [".page-header", "components.pageHeader.backgroundImage.enabled", "PAGE_HEADER_BACKGROUND"],
  [".page-footer", "components.pageFooter.backgroundImage.enabled", "PAGE_FOOTER_BACKGROUND"],
] as const;

/** The header or the footer, with its logo. */
function pageEdge(settings: Settings, edge: "pageHeader" | "pageFooter", images: Images): Html | undefined {
  if (!isOn(settings, `categories.global.${edge}.enabled`)) return undefined;
  const logo = isOn(settings, `components.${edge}.logo.enabled`) ? pictures(images) : undefined;
  const place = choiceAt(settings, `components.${edge}.logo.location`, ["START", "CENTER", "END"]);
  const content = logo && html`<div class="logo ${CSS_PLACES[place]}">${logo}</div>`;
  return edge === "pageHeader"
    ? html`<header class="page-header">${content}</header>\n`
    : html`<footer class="page-footer">${content}</footer>\n`;
}

/** The form's logo at its place. unconfirmed: BOTTOM. */
function formLogo(settings: Settings, images: Images): Pick<Look, "above" | "below" | "top" | "bottom"> {
  const logo = isOn(settings, "components.form.logo.enabled") ? pictures(images) : undefined;
  if (!logo) return {};
  const isOutside = choiceAt(settings, "components.form.logo.formInclusion", ["IN", "OUT"]) === "OUT";
  const isBelow = choiceAt(settings, "components.form.logo.position", ["TOP", "BOTTOM"]) === "BOTTOM";
  const classes = [
    "logo",
    isOutside ? "logo-outside" : isBelow ? "logo-bottom" : "logo-top",
    placeAt(settings, "components.form.logo.location"),
  ];
  const drawn = html`<div class="${classes.join(" ")}">${logo}</div>\n`;
  if (isOutside) return isBelow ? { below: drawn } : { above: drawn };
  return isBelow ? { bottom: drawn } : { top: drawn };
}

/** Icons of identity providers. unconfirmed: that an asset has the provider's name for its id. */
function providerIcons({ settings, assets }: Managed, scheme: Scheme): ReadonlyMap<string, Html> {
  if (!isOn(settings, "componentClasses.idpButtons.icons.enabled")) return new Map();
  const icons = assets.filter(({ Category }) => Category === "IDP_BUTTON_ICON");
  const names = new Set(icons.flatMap(({ ResourceId }) => (ResourceId === undefined ? [] : [ResourceId])));
  return new Map(
    Array.from(names).flatMap((name) => {
      const own = icons.filter(({ ResourceId }) => ResourceId === name);
      const icon = pictures(imagesOf(own, "IDP_BUTTON_ICON", scheme));
      return icon ? [[name, icon] as const] : [];
    }),
  );
}

/** The ways to sign in as the settings order them: rows of methods, each with its type. */
function methodsIn(settings: Settings): readonly unknown[] {
  const methods: readonly unknown[] = [settingAt(settings, "categories.auth.authMethodOrder")].flat(2);
  return methods.map((method) => (typeof method === "object" && method !== null ? Reflect.get(method, "type") : null));
}

function providerOrder(settings: Settings): Pick<Look, "providersFirst" | "providerOrder"> {
  const methods = methodsIn(settings);
  const order = settingAt(settings, "categories.auth.federation.order");
  return {
    providersFirst:
      methods.includes("FEDERATED") && methods.indexOf("FEDERATED") < methods.indexOf("USERNAME_PASSWORD"),
    providerOrder: Array.isArray(order) ? order.filter((name) => typeof name === "string") : [],
  };
}

/** The style of managed login as its pages show it. Members that are not known, and values that are none, change nothing. */
export function managedLook(managed: Managed): Look {
  const { settings, assets } = managed;
  const scheme = choiceAt(settings, "categories.global.colorSchemeMode", ["LIGHT", "DARK", "DYNAMIC"]);
  const imagesFor = (category: (typeof assets)[number]["Category"]): Images => imagesOf(assets, category, scheme);
  const backgrounds = BACKGROUNDS.map(([selector, path, category]) =>
    isOn(settings, path) ? backgroundCss(selector, imagesFor(category)) : "",
  );
  const icons = (["ICO", "SVG"] as const).map((type) =>
    listHas(settings, "components.favicon.enabledTypes", type) ? iconLinks(imagesFor(`FAVICON_${type}`)) : undefined,
  );
  const graphics = GRAPHICS.flatMap((category) => {
    const graphic = isOn(settings, "categories.form.displayGraphics") ? pictures(imagesFor(category)) : undefined;
    return graphic ? [[category, html`<div class="graphic">${graphic}</div>\n`] as const] : [];
  });
  return {
    css: `${colorsOf(settings, scheme)}${backgrounds.join("")}`,
    icons: html`${icons}`,
    header: pageEdge(settings, "pageHeader", imagesFor("PAGE_HEADER_LOGO")),
    footer: pageEdge(settings, "pageFooter", imagesFor("PAGE_FOOTER_LOGO")),
    ...formLogo(settings, imagesFor("FORM_LOGO")),
    graphics: new Map(graphics),
    providerIcons: providerIcons(managed, scheme),
    ...providerOrder(settings),
  };
}
