import type { Page } from "playwright-core";
import { expect } from "vitest";
import { type Colors, DARK, LIGHT } from "./brand.ts";

/** The computed style of the first element that a selector finds. */
export function styleOf(page: Page, selector: string, properties: readonly string[]): Promise<readonly string[]> {
  return page
    .locator(selector)
    .first()
    .evaluate((element: unknown, names) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- runs in the browser, whose types are not here
      const { getComputedStyle } = globalThis as unknown as {
        getComputedStyle: (element: unknown) => { getPropertyValue: (name: string) => string };
      };
      const style = getComputedStyle(element);
      return names.map((name) => style.getPropertyValue(name));
    }, properties);
}

/** A colour as browsers compute it. @param color eight hexadecimal digits, the last two `ff` */
export function computed(color: string): string {
  const [red, green, blue] = [0, 2, 4].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Properties of CSS, and their values as browsers compute them; the name of a colour of the brand stands for that. */
type Style = Readonly<Record<string, keyof Colors | `${number}px`>>;

/** Expects that the elements of a page look so, in light and in dark. */
export async function expectBrand(page: Page, styles: Readonly<Record<string, Style>>): Promise<void> {
  for (const [colorScheme, colors] of [
    ["light", LIGHT],
    ["dark", DARK],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [selector, style] of Object.entries(styles)) {
      const expected = Object.values(style).map((value) =>
        value in colors ? computed(colorNamed(colors, value)) : value,
      );
      expect(await styleOf(page, selector, Object.keys(style)), `${selector} in ${colorScheme}`).toEqual(expected);
    }
  }
}

function colorNamed(colors: Colors, name: string): string {
  return new Map(Object.entries(colors)).get(name) ?? "";
}
