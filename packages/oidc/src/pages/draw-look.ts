import type { HostedLook } from "@cogmock/core";
import { imageOf } from "./assets.ts";
import { html } from "./html.ts";
import type { Look } from "./look.ts";
import { managedLook } from "./managed-look.ts";
import { declarationsOf, LIGHT } from "./palette.ts";

type Classic = Extract<HostedLook, { readonly version: 1 }>;

/** Classic pages know no dark: what a customized style sheet leaves out must go with what it sets. */
const CLASSIC = `:root{color-scheme:light;${declarationsOf(LIGHT)}}`;

/** @see "Customizing hosted UI (classic) branding" in the Amazon Cognito Developer Guide */
function classicLook({ css = "", logo }: Classic): Look {
  const image = logo && imageOf(logo.mediaType, logo.bytes);
  // The operation refuses what would end the sheet. An import may bring anything.
  return {
    css: `${CLASSIC}${css.includes("<") ? "" : css}`,
    banner: html`<div class="banner-customizable">${image && html`<img class="logo-customizable" src="${image.url}" alt=""/>`}</div>\n`,
  };
}

/** What is drawn of how a client's pages are configured. */
export function drawLook(look: HostedLook): Look {
  return look.version === 2 ? managedLook(look) : classicLook(look);
}
