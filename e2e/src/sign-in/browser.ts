import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import path from "node:path";
import { chromium, type CDPSession, type Page } from "playwright-core";
import { rolldown } from "rolldown";
import { present } from "../running/aws-client.ts";

const PAGE = path.resolve(import.meta.dirname, "../programs/amplify-page.ts");

/** Debian's Chromium; undefined where it is not installed. */
export const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((file) => existsSync(file));

/** A browser that shows a page with AWS Amplify in it, which scripts find as `amplify`. */
export interface PageInBrowser {
  readonly page: Page;
  /** What tests see of the browser that a page does not: Chrome DevTools Protocol. */
  readonly devTools: CDPSession;
  close(): Promise<void>;
}

/** Bundles the page, serves it on an address of its own, as applications are, and opens it. */
export async function openPage(): Promise<PageInBrowser> {
  const html = `<!doctype html><title>app</title><script>${await bundle()}</script>`;
  const site = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(html);
  });
  // Passkeys are for secure origins and, of those without TLS, for localhost by its name.
  site.listen(0, "localhost");
  await once(site, "listening");
  const address = site.address();
  if (address === null || typeof address === "string") throw new Error("the page has no port");
  // Chromium does not start as root unless it is told that it runs without its sandbox.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: present(CHROMIUM, "Chromium"), args });
  const page = await browser.newPage();
  await page.goto(`http://localhost:${address.port}/`);
  return {
    page,
    devTools: await page.context().newCDPSession(page),
    async close() {
      await browser.close();
      site.closeAllConnections();
      site.close();
    },
  };
}

async function bundle(): Promise<string> {
  const build = await rolldown({ input: PAGE, platform: "browser", logLevel: "silent" });
  const { output } = await build.generate({ format: "iife", name: "amplify", minify: true });
  await build.close();
  // What stands in a script element ends at the first end tag in it.
  return output[0].code.replaceAll("</script", "<\\/script");
}
