import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { CLIENT_PATHS, HOSTED_PATHS, PAGE_PATHS } from "../paths.ts";
import { elementsOf } from "../testing/parsed-page.ts";
import { givenPasskeyClient } from "../testing/given-passkey-client.ts";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization } from "../testing/test-client.ts";

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

test("every page says what it is made of, is framed by nobody, kept by nobody and named to nobody", async () => {
  const oidc = await startOidc();
  const client = await givenPasskeyClient(oidc);
  await oidc.givenUser(client.UserPoolId);
  const [stranger, known] = [oidc.newBrowser(), oidc.newBrowser()];
  await known.get(`${client.issuer}/login?${authorization(client)}`);
  const csrf = known.cookies.get("XSRF-TOKEN") ?? "";
  const scripts = new Set<string>();
  for (const path of PAGE_PATHS) {
    for (const query of [authorization(client), "", `client_id=${client.ClientId}`]) {
      // Whatever path has ended the session before.
      await known.signIn(client, { prompt: "login" });
      const at = `${client.issuer}${path}?${query}`;
      for (const page of [
        await stranger.get(at),
        await known.get(at),
        await known.post(at, { _csrf: csrf }),
        await known.post(at, {}),
      ]) {
        const { headers, text, status } = page;
        expect(headers.get("cache-control")).toBe("no-cache, no-store, max-age=0, must-revalidate");
        expect(headers.get("x-content-type-options")).toBe("nosniff");
        expect(headers.get("x-frame-options")).toBe("DENY");
        expect(headers.get("access-control-allow-origin")).toBeNull();
        if (status === 302 || status === 405) {
          expect(text).toBe("");
          continue;
        }
        expect(headers.get("content-type")).toBe("text/html;charset=UTF-8");
        expect(["same-origin", "no-referrer"]).toContain(headers.get("referrer-policy"));
        const elements = elementsOf(text);
        const styles = elements.filter(({ name }) => name === "style").map((element) => hashOf(element.text));
        const script = elements.filter(({ name }) => name === "script").map((element) => hashOf(element.text));
        for (const found of script) scripts.add(found);
        expect(headers.get("content-security-policy")).toBe(
          [
            "default-src 'none'",
            `style-src ${styles.join(" ")}`,
            "img-src data:",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            ...script.map((hash) => `script-src ${hash}`),
          ].join("; "),
        );
        // Nothing that the policy would have to let through.
        expect(elements.filter(({ attributes }) => attributes.has("style"))).toEqual([]);
        expect(elements.filter(({ name, attributes }) => name === "script" && attributes.has("src"))).toEqual([]);
      }
    }
  }
  expect([...scripts]).toHaveLength(1);
  expect(oidc.defects).toEqual([]);
});

test("every cookie is kept from scripts and from forms of other sites, and is its host's alone", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  await oidc.givenUser(client.UserPoolId);
  const browser = oidc.newBrowser();
  const answers = [await browser.signIn(client)];
  const csrf = browser.cookies.get("XSRF-TOKEN") ?? "";
  for (const path of HOSTED_PATHS) {
    const at = `${client.issuer}${path}?${authorization(client, { lang: "de" })}`;
    answers.push(await browser.get(at), await browser.post(at, { _csrf: csrf, username: "alice", password: "x" }));
    await browser.signIn(client);
  }
  const cookies = answers.flatMap(({ headers }) => headers.getSetCookie());
  const names = new Set(cookies.map((cookie) => cookie.slice(0, cookie.indexOf("="))));
  const session = `cognito-${client.UserPoolId}`;
  expect(names).toEqual(new Set([...names, "XSRF-TOKEN", "lang", session, `${session}.sig`]));
  for (const cookie of cookies) {
    const attributes = cookie.toLowerCase().split("; ").slice(1);
    expect(attributes).toContain("httponly");
    expect(attributes).toContain("samesite=lax");
    expect(attributes).toContain("path=/");
    expect(attributes.filter((attribute) => attribute.startsWith("domain"))).toEqual([]);
  }
});

test.each(CLIENT_PATHS)("%s may be read by scripts of any origin, and never with cookies", async (path) => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const headers = { origin: "https://evil.example", "access-control-request-headers": "authorization" };
  for (const method of ["OPTIONS", "GET", "POST"]) {
    const answer = await fetch(`${client.issuer}${path}`, { method, headers });
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    expect(answer.headers.get("access-control-allow-origin")).toBe(answer.status === 405 ? null : "*");
  }
});
