import { expect, test } from "vitest";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization } from "../testing/test-client.ts";

test.each([
  ["de", "Benutzername"],
  ["en", "Username"],
  ["es", "Nombre de usuario"],
  ["fr", "Nom d’utilisateur"],
  ["id", "Nama pengguna"],
  ["it", "Nome utente"],
  ["ja", "ユーザー名"],
  ["ko", "사용자 이름"],
  ["pt-BR", "Nome de usuário"],
  ["zh-CN", "用户名"],
  ["zh-TW", "使用者名稱"],
])("pages are in the language that lang names, and stay in it: %s", async (lang, username) => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const browser = oidc.newBrowser();
  await browser.get(`${client.issuer}/login?${authorization(client, { lang })}`);
  expect(browser.cookies.get("lang")).toBe(lang);
  const page = await browser.get(`${client.issuer}/login?${authorization(client)}`);
  expect(page.text).toContain(`<html lang="${lang}">`);
  expect(page.text).toContain(`class="label-customizable">${username}</label>`);
  for (const path of ["/signup", "/forgotPassword"]) {
    expect((await browser.get(`${client.issuer}${path}?${authorization(client)}`)).text).toContain(`>${username}</`);
  }
});

test("a language that there is not is English, and is not kept", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const browser = oidc.newBrowser();
  const page = await browser.get(`${client.issuer}/login?${authorization(client, { lang: "tlh" })}`);
  expect(page.text).toContain('<html lang="en">');
  expect(browser.cookies.has("lang")).toBe(false);
});
