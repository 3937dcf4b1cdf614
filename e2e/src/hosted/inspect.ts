import { mkdir } from "node:fs/promises";
import path from "node:path";
import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Where the pictures are kept, to be looked at: see the README. */
const SCREENSHOTS = path.resolve(import.meta.dirname, "../../screenshots");

const COLOR_SCHEMES = ["light", "dark"] as const;

/** What axe-core has to say against a page, in short. It comes in by the developer tools, past the page's own policy. */
async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

/**
 * Expects that axe-core finds nothing to complain of in the page as it is, in light and in dark, and that it fits into the
 * width of a small telephone; keeps a picture of each.
 *
 * @param name what the page is, as the name of its pictures
 */
export async function inspect(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  for (const colorScheme of COLOR_SCHEMES) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOf(page), `${name}, ${colorScheme}`).toEqual([]);
    await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${colorScheme}.png`), fullPage: true });
  }
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 320, height: 640 });
  const excess = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
  expect(excess, `${name}: pixels beyond a narrow screen`).toBe(0);
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-narrow.png`), fullPage: true });
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: null });
}
