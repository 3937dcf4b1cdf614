import { describe, expect, test } from "vitest";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK } from "../testing/test-client.ts";

const LOGOUT = "http://localhost:3000/";

describe("A sign-out that nobody can be led from", () => {
  test.each<readonly [Readonly<Record<string, string>>, string]>([
    [{}, "Required parameters missing"],
    [{ state: "s" }, "Required parameters missing"],
    [{ response_type: "code" }, "Required parameters missing"],
    [{ redirect_uri: CALLBACK }, "Required parameters missing"],
    [{ post_logout_redirect_uri: LOGOUT, id_token_hint: "x" }, "Required parameters missing"],
    [{ logout_uri: "" }, "redirect_mismatch"],
    [{ logout_uri: "https://evil.example/" }, "redirect_mismatch"],
    [{ logout_uri: CALLBACK }, "redirect_mismatch"],
    [{ logout_uri: `${LOGOUT}?x` }, "redirect_mismatch"],
    [{ logout_uri: LOGOUT.slice(0, -1) }, "redirect_mismatch"],
    [{ logout_uri: "https://evil.example/", redirect_uri: CALLBACK, response_type: "code" }, "redirect_mismatch"],
    [{ redirect_uri: "https://evil.example/", response_type: "code" }, "redirect_mismatch"],
    [{ redirect_uri: LOGOUT, response_type: "code" }, "redirect_mismatch"],
  ])("%j: the user is told %s, and is signed out", async (parameters, error) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    for (const address of [client.issuer, oidc.url]) {
      const browser = oidc.newBrowser();
      await browser.signIn(client);
      const query = new URLSearchParams({ client_id: client.ClientId, ...parameters }).toString();
      const out = await browser.get(`${address}/logout?${query}`);
      const expected = new URLSearchParams({ error, client_id: client.ClientId }).toString();
      expect([out.status, out.location]).toEqual([302, `${address}/error?${expected}`]);
      expect(out.headers.get("access-control-allow-origin")).toBeNull();
      const page = await browser.get(out.location ?? "");
      expect([page.status, page.text.includes(error)]).toEqual([400, true]);
      const none = authorization(client, { prompt: "none" });
      const after = await browser.get(`${client.issuer}/oauth2/authorize?${none}`);
      expect(after.location).toBe(`${CALLBACK}?error=login_required`);
    }
  });

  test.each([
    ["", 400, undefined],
    ["?client_id=", 400, undefined],
    ["?client_id=nobody", 302, "/error?error=invalid_request&client_id=nobody"],
  ] as const)("without a client: %s", async (query, status, location) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    await browser.signIn(client);
    for (const address of [oidc.url, client.issuer]) {
      const out = await browser.get(`${address}/logout${query}`);
      expect([out.status, out.location]).toEqual([status, location && `${address}${location}`]);
      if (status === 400) {
        expect(out.text).toContain("Required String parameter &#39;client_id&#39; is not present");
      }
    }
    // The pool's own address says whose session it is.
    const none = authorization(client, { prompt: "none" });
    const after = await browser.get(`${client.issuer}/oauth2/authorize?${none}`);
    expect(after.location).toBe(`${CALLBACK}?error=login_required`);
  });
});

test("where both addresses are given, the one to sign out to counts", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const query = authorization(client, { logout_uri: LOGOUT, state: "s" });
  const out = await oidc.newBrowser().get(`${client.issuer}/logout?${query}`);
  expect([out.status, out.location]).toEqual([302, LOGOUT]);
});
