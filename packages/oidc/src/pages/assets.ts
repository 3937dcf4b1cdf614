import type { HostedLook } from "@cogmock/core";
import { type Html, html } from "./html.ts";

type Asset = Extract<HostedLook, { readonly version: 2 }>["assets"][number];
type Category = Asset["Category"];

/** How the colours of a page are chosen. */
export type Scheme = "LIGHT" | "DARK" | "DYNAMIC";

const BASE64 = /^[\w+/]+={0,2}$/;

const MEDIA_TYPES: ReadonlyMap<Asset["Extension"], string> = new Map([
  ["ICO", "image/vnd.microsoft.icon"],
  ["PNG", "image/png"],
  ["JPEG", "image/jpeg"],
  ["WEBP", "image/webp"],
  ["SVG", "image/svg+xml"],
]);

/** An image file as an address of its own: within the page, where SVG, too, runs no script. */
export interface Image {
  readonly mediaType: string;
  /** A `data:` URL, of letters, digits and `:/+;,=-.` alone. */
  readonly url: string;
}

/** The image in a file; nothing, where it is not in Base64 or of no kind that is known. */
export function imageOf(mediaType: string | undefined, base64: string | undefined): Image | undefined {
  if (mediaType === undefined || base64 === undefined || !BASE64.test(base64)) return undefined;
  return { mediaType, url: `data:${mediaType};base64,${base64}` };
}

/** The images that stand at one place of a page: one in all modes, or one for each. */
export interface Images {
  readonly light: Image | undefined;
  readonly dark: Image | undefined;
}

/**
 * The images of a category. Where both modes are asked for, each has its own; one for the browser's mode is for either, as
 * is that of the only mode that pages have.
 *
 * @see AssetType, Amazon Cognito user pools API Reference
 */
export function imagesOf(assets: readonly Asset[], category: Category, scheme: Scheme): Images {
  const imageFor = (mode: "LIGHT" | "DARK"): Image | undefined => {
    const asset =
      assets.find(({ Category, ColorMode }) => Category === category && ColorMode === mode) ??
      assets.find(({ Category, ColorMode }) => Category === category && ColorMode === "DYNAMIC");
    return asset && imageOf(MEDIA_TYPES.get(asset.Extension), asset.Bytes);
  };
  if (scheme !== "DYNAMIC") {
    const only = imageFor(scheme);
    return { light: only, dark: only };
  }
  return { light: imageFor("LIGHT"), dark: imageFor("DARK") };
}

/** Images as elements, of which the mode of the browser shows one; nothing where there are none. */
export function pictures({ light, dark }: Images): Html | undefined {
  if (!light && !dark) return undefined;
  if (light?.url === dark?.url) return html`<img src="${light?.url}" alt=""/>`;
  return html`${light && html`<img class="light-only" src="${light.url}" alt=""/>`}${dark && html`<img class="dark-only" src="${dark.url}" alt=""/>`}`;
}

/** Rules that have an element's background be an image. */
export function backgroundCss(selector: string, { light, dark }: Images): string {
  const rule = (image: Image | undefined): string => (image ? `${selector}{background-image:url("${image.url}")}` : "");
  if (light?.url === dark?.url) return rule(light);
  const inDark = dark ? rule(dark) : `${selector}{background-image:none}`;
  return `${rule(light)}@media (prefers-color-scheme:dark){${inDark}}`;
}

/** Links to the icons of a page. */
export function iconLinks({ light, dark }: Images): Html | undefined {
  const link = ({ mediaType, url }: Image, media: string): Html =>
    html`<link rel="icon" type="${mediaType}" href="${url}"${media !== "" && html` media="${media}"`}>\n`;
  if (light?.url === dark?.url) return light && link(light, "");
  const [inLight, inDark] = ["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"] as const;
  return html`${light && link(light, inLight)}${dark && link(dark, inDark)}`;
}
