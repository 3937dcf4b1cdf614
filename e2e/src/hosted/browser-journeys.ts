import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { type RunningServer, startServer } from "../running/running-server.ts";
import type { PoolSettings } from "../sign-in/people.ts";
import { type Destination, launchChromium, startDestination } from "./chromium.ts";
import { createHostedPool, type HostedPool } from "./hosted-pool.ts";
import { inspect } from "./inspect.ts";

/** One person's way through the pages of a pool. */
export interface Journey extends HostedPool {
  /** Looks at the page on one of the storages: see `inspect`. */
  readonly look: (name: string) => Promise<void>;
  /** Expects this message, which screen readers read at once. */
  readonly refusal: (text: string) => Promise<void>;
}

/** What journeys of one file share. */
export interface Journeys {
  /**
   * Makes two pools of these settings, and takes the journey in both, one after the other in the same browser. It must end
   * at the application, signed in; in the end both pools know their users by their cookies.
   *
   * Pages do without scripts: they are switched off, but where the pages are looked at.
   *
   * @param prepare a browser for a journey that does need scripts
   */
  takeInTwoPools(
    settings: PoolSettings,
    journey: (journey: Journey) => Promise<string>,
    prepare?: (page: Page) => Promise<void>,
  ): Promise<void>;
  /** Makes a pool and a page that is nowhere yet, for what does not end signed in. */
  begin(settings?: PoolSettings, scripts?: "withoutScripts"): Promise<Journey>;
}

/** Pages are the same on every storage: they are looked at on one. */
const LOOKS = inject("storage") === "sqlite";

/**
 * Starts the product, a browser and an application for the tests of a `describe`, and stops them after it.
 *
 * @param flags what else the product is started with
 */
export function setUpJourneys(flags: readonly string[] = []): Journeys {
  let server: RunningServer;
  let browser: Browser;
  let destination: Destination;

  beforeAll(async () => {
    [server, browser, destination] = await Promise.all([startServer(flags), launchChromium(), startDestination()]);
  });
  afterAll(async () => {
    await browser.close();
    destination.close();
    await server.stop();
  });

  async function begin(page: Page, settings: PoolSettings, isFirst: boolean): Promise<Journey> {
    const url = `http://localhost:${new URL(server.url).port}`;
    const pool = await createHostedPool({ url, origin: destination.origin, page, isFirst }, settings);
    return {
      ...pool,
      async look(name) {
        if (isFirst && LOOKS) await inspect(page, name);
      },
      async refusal(text) {
        await page.getByRole("alert").filter({ hasText: text }).waitFor();
      },
    };
  }

  return {
    async takeInTwoPools(settings, take, prepare) {
      const context = await browser.newContext({ javaScriptEnabled: LOOKS || prepare !== undefined });
      const page = await context.newPage();
      const refused: string[] = [];
      page.on("console", (message) => {
        // Pages of errors are such answers.
        if (message.type() === "error" && !message.text().includes("status of 400")) refused.push(message.text());
      });
      await prepare?.(page);
      const taken = [];
      for (const isFirst of [true, false]) {
        const journey = await begin(page, settings, isFirst);
        const username = await take(journey);
        expect(await journey.arrive()).toMatchObject({ "cognito:username": username });
        taken.push({ journey, username });
      }
      for (const { journey, username } of taken) {
        await journey.authorize({ prompt: "none" });
        expect(await journey.arrive()).toMatchObject({ "cognito:username": username });
      }
      // Nothing was kept from running or from showing by the policy of the pages.
      expect(refused).toEqual([]);
      await context.close();
    },
    async begin(settings = {}, scripts) {
      const context = await browser.newContext({ javaScriptEnabled: scripts === undefined });
      return begin(await context.newPage(), settings, true);
    },
  };
}
