import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import path from "node:path";
import { chromium, type CDPSession, type Page } from "playwright-core";
import { rolldown } from "rolldown";
import { present } from "../running/aws-client.ts";

const PROGRAMS = path.resolve(import.meta.dirname, "../programs");

/** Debian's Chromium; undefined where it is not installed. */
export const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((file) => existsSync(file));

/** A browser that shows a page of somebody's application. */
export interface PageInBrowser {
  readonly page: Page;
  /** What tests see of the browser that a page does not: Chrome DevTools Protocol. */
  readonly devTools: CDPSession;
  close(): Promise<void>;
}

/** What scripts find a page of `src/programs/` as, and the beginning of its file's name. */
type Program = "amplify" | "oidc" | "redirect";

/** An application's own server, which has one page at every address. */
export interface Site {
  /** `http://localhost:<port>`: passkeys are for secure origins and, of those without TLS, for localhost by its name. */
  readonly origin: string;
  close(): void;
}

/** Bundles a page of `src/programs/`, and serves it at every address of an origin of its own, as applications are. */
export async function serveProgram(name: Program): Promise<Site> {
  const html = `<!doctype html><title>app</title><link rel=icon href=data:,><script>${await bundle(name)}</script>`;
  const site = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(html);
  });
  site.listen(0, "localhost");
  await once(site, "listening");
  const address = site.address();
  if (address === null || typeof address === "string") throw new Error("the page has no port");
  return {
    origin: `http://localhost:${address.port}`,
    close() {
      site.closeAllConnections();
      site.close();
    },
  };
}

/** Serves a page of `src/programs/`, and opens it. */
export async function openPage(name: Program): Promise<PageInBrowser> {
  const site = await serveProgram(name);
  // Chromium does not start as root unless it is told that it runs without its sandbox.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: present(CHROMIUM, "Chromium"), args });
  const page = await browser.newPage();
  await page.goto(`${site.origin}/`);
  return {
    page,
    devTools: await page.context().newCDPSession(page),
    async close() {
      await browser.close();
      site.close();
    },
  };
}

async function bundle(name: Program): Promise<string> {
  const input = path.join(PROGRAMS, `${name}-page.ts`);
  const build = await rolldown({ input, platform: "browser", logLevel: "silent" });
  const { output } = await build.generate({ format: "iife", name, minify: true });
  await build.close();
  // What stands in a script element ends at the first end tag in it.
  return output[0].code.replaceAll("</script", "<\\/script");
}
