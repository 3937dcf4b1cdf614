import { authorization, PASSWORD, type TestClient } from "./test-client.ts";

/** A page as it came, or the address that the browser was sent to. */
export interface Visit {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Absolute. Where it leads away from the server, it was not followed. */
  readonly location: string | undefined;
}

/** As much of a browser as a sign-in without scripts takes: cookies, and forms. It follows no redirect by itself. */
export interface Browser {
  readonly cookies: ReadonlyMap<string, string>;
  get(address: string): Promise<Visit>;
  /** Sends the form of a page, its hidden fields and these. */
  submit(page: Visit, fields: Readonly<Record<string, string>>): Promise<Visit>;
  /** As `submit`, and goes where the answer leads to within the server. */
  submitAndFollow(page: Visit, fields: Readonly<Record<string, string>>): Promise<Visit>;
  /** Posts a form as a script does. */
  post(address: string, fields: Readonly<Record<string, string>>): Promise<Visit>;
  /** Goes to `/login` with an authorization request, and signs in, or comes to the page that asks for more. */
  signIn(
    client: TestClient,
    request?: Readonly<Record<string, string>>,
    user?: { readonly username?: string; readonly password?: string },
  ): Promise<Visit>;
}

function unescape(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}

/** What a browser says of itself. */
export interface BrowserOptions {
  readonly userAgent?: string;
}

export function createBrowser(url: string, { userAgent = "" }: BrowserOptions = {}): Browser {
  const cookies = new Map<string, string>();

  async function visit(address: string, init: RequestInit = {}): Promise<Visit> {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; ");
    const target = new URL(address, url);
    const response = await fetch(target, { ...init, redirect: "manual", headers: { cookie, "user-agent": userAgent } });
    for (const header of response.headers.getSetCookie()) {
      const [pair = ""] = header.split(";", 1);
      const name = pair.slice(0, pair.indexOf("="));
      if (/expires=Thu, 01 Jan 1970/i.test(header)) cookies.delete(name);
      else cookies.set(name, pair.slice(pair.indexOf("=") + 1));
    }
    const location = response.headers.get("location");
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      // Only our own addresses are completed: those of applications are to be seen as they are.
      location: location === null ? undefined : location.startsWith("/") ? new URL(location, target).href : location,
    };
  }

  const browser: Browser = {
    cookies,
    get: (address) => visit(address),
    post: (address, fields) => visit(address, { method: "POST", body: new URLSearchParams(fields) }),
    submit(page, fields) {
      const [, action = ""] = /<form[^>]* action="([^"]*)"/.exec(page.text) ?? [];
      const hidden = page.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
      const known = Object.fromEntries(Array.from(hidden, ([, name = "", value = ""]) => [name, unescape(value)]));
      return browser.post(unescape(action), { ...known, ...fields });
    },
    async submitAndFollow(page, fields) {
      const answer = await browser.submit(page, fields);
      return answer.location?.startsWith(url) ? browser.get(answer.location) : answer;
    },
    async signIn(client, request = {}, { username = "alice", password = PASSWORD } = {}) {
      const page = await browser.get(`${client.issuer}/login?${authorization(client, request)}`);
      return browser.submitAndFollow(page, { username, password });
    },
  };
  return browser;
}
