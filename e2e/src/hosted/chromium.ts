import { once } from "node:events";
import { createServer } from "node:http";
import { type Browser, chromium } from "playwright-core";
import { present } from "../running/aws-client.ts";
import { CHROMIUM } from "../sign-in/browser.ts";

/** What the name of a test says where there is no browser. */
export const WITHOUT_CHROMIUM: string = CHROMIUM ? "" : " (not installed: Debian package chromium)";

/**
 * Starts Debian's Chromium, without a window. Whoever starts it closes it.
 *
 * @param home the user's home folder, which says what authorities the user trusts; the own one by default
 */
export function launchChromium(home?: string): Promise<Browser> {
  // Chromium does not start as root unless it is told that it runs without its sandbox.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const env = { ...process.env, ...(home !== undefined && { HOME: home }) };
  return chromium.launch({ executablePath: present(CHROMIUM, "Chromium"), args, env });
}

/** The application that the pages lead back to: it says Welcome at every address. */
export interface Destination {
  /** `http://localhost:<port>`: passkeys are for secure origins and, of those without TLS, for localhost by its name. */
  readonly origin: string;
  close(): void;
}

export async function startDestination(): Promise<Destination> {
  const application = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<!doctype html><title>app</title><link rel=icon href=data:,><p>Welcome</p>");
  });
  application.listen(0, "localhost");
  await once(application, "listening");
  const address = application.address();
  if (address === null || typeof address === "string") throw new Error("the application has no port");
  return {
    origin: `http://localhost:${address.port}`,
    close() {
      application.closeAllConnections();
      application.close();
    },
  };
}
