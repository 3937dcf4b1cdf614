import { describe, expect, test } from "vitest";
import { startOidc } from "../testing/start-oidc.ts";
import { at, cssOf, givenStyledClient } from "../testing/styled-client.ts";
import { authorization } from "../testing/test-client.ts";
import { drawLook } from "./draw-look.ts";

const PNG = Buffer.from("89504e470d0a1a0a00", "hex");
const CSS = ".submitButton-customizable { background-color: #123456; }";

async function givenClassicClient(customization: object = { CSS, ImageFile: PNG.toString("base64") }) {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const { UserPoolId } = client;
  const { userPools } = oidc.cognito;
  await userPools.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion: 1 });
  await userPools.send("SetUICustomization", { UserPoolId, ...customization });
  const browser = oidc.newBrowser();
  return { client, css: CSS, visit: (address: string) => browser.get(address) };
}

test("a client without a style of its own has pages as ours are", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const { text } = await oidc.newBrowser().get(`${client.issuer}/login?${authorization(client)}`);
  expect(text.match(/<style>/g)).toHaveLength(1);
  expect(text).not.toContain("<img");
});

describe("On every page of its client", () => {
  test("managed login has the same style: of sign-in, sign-up, errors, links, passkeys and refusals", async () => {
    const { page, oidc, client } = await givenStyledClient();
    await page({ Settings: at("components.primaryButton.lightMode.defaults.backgroundColor", "aa0011ff") });
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    await browser.signIn(client);
    const elsewhere = await oidc.givenClient();
    const looksBranded = async (address: string) => {
      const { text, status, headers } = await browser.get(address);
      expect(status, address).not.toBe(302);
      expect(headers.get("content-security-policy")).toMatch(/style-src '[^']*'(?: 'sha256-[^']*')?;/);
      return text.includes("--act:#aa0011ff");
    };
    const query = authorization(client);
    for (const path of [
      `/login?${query}`,
      `/signup?${query}`,
      `/forgotPassword?${query}`,
      `/error?error=invalid_request&client_id=${client.ClientId}`,
      `/confirmUser?client_id=${client.ClientId}`,
      `/confirmUser?client_id=${client.ClientId}&user_name=alice&confirmation_code=1`,
      `/event/feedback?client_id=${client.ClientId}`,
      `/oauth2/authorize?${query}&identity_provider=Nobody`,
    ]) {
      expect(await looksBranded(`${client.issuer}${path}`), path).toBe(true);
    }
    const foreign = await browser.post(`${client.issuer}/login?${query}`, { username: "alice", password: "?" });
    expect([foreign.status, foreign.text.includes("--act:#aa0011ff")]).toEqual([403, true]);
    // Not that of a client of another pool, nor of none.
    for (const address of [
      `${elsewhere.issuer}/error?error=invalid_request&client_id=${client.ClientId}`,
      `${client.issuer}/error?error=invalid_request&client_id=nobody`,
      `${client.issuer}/error?error=invalid_request`,
    ]) {
      expect(await looksBranded(address), address).toBe(false);
    }
    // Without a pool in the address, the client tells.
    expect(await looksBranded(`${oidc.url}/error?error=invalid_request&client_id=${client.ClientId}`)).toBe(true);
  });

  test("the classic hosted UI has the style sheet and the logo of SetUICustomization, and its classes, in light", async () => {
    const { client, css, visit } = await givenClassicClient();
    const image = `class="logo-customizable" src="data:image/png;base64,${PNG.toString("base64")}"`;
    for (const path of ["/login", "/signup", "/forgotPassword", "/error", "/confirmUser"]) {
      const page = await visit(`${client.issuer}${path}?${authorization(client)}`);
      expect(cssOf(page.text).startsWith(":root{color-scheme:light;"), path).toBe(true);
      expect(cssOf(page.text).endsWith(css), path).toBe(true);
      expect(page.text, path).toContain(`<div class="banner-customizable"><img ${image}`);
      expect(page.text).toContain("background-customizable");
      expect(page.headers.get("content-security-policy")).toMatch(/style-src '[^']*' 'sha256-[^']*';/);
    }
    const login = await visit(`${client.issuer}/login?${authorization(client)}`);
    for (const name of ["inputField", "label", "redirect", "submitButton", "textDescription"]) {
      expect(login.text).toMatch(new RegExp(`class="${name}-customizable"`));
    }
    const refused = await visit(`${client.issuer}/error?error=invalid_request&client_id=${client.ClientId}`);
    expect(refused.text).toContain('class="errorMessage-customizable"');
  });

  test("the classic hosted UI has its banner and is in light without a customization, too", async () => {
    const { client, visit } = await givenClassicClient({});
    const { text } = await visit(`${client.issuer}/login?${authorization(client)}`);
    expect(text).toContain('<div class="banner-customizable"></div>');
    expect(cssOf(text)).toMatch(/^:root\{color-scheme:light;[^}]*\}$/);
  });

  test("a style sheet that would end itself is left out", () => {
    const sheet = "</style><script>alert(1)</script>";
    const { css } = drawLook({ version: 1, css: sheet, logo: undefined });
    expect(css).not.toContain("<");
  });
});
