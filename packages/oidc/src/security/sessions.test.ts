import { describe, expect, test } from "vitest";
import type { Browser } from "../testing/browser.ts";
import { elementsOf } from "../testing/parsed-page.ts";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK, PASSWORD, type TestClient } from "../testing/test-client.ts";

/** The cookies of a request. */
type Cookies = Readonly<Record<string, string | undefined>>;

function visit(address: string, cookies: Cookies): Promise<Response> {
  const cookie = Object.entries(cookies)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join("; ");
  return fetch(address, { redirect: "manual", headers: { cookie } });
}

/** Where a browser with these cookies, and no others, is led that may ask nobody. */
async function silent(client: TestClient, cookies: Cookies): Promise<string> {
  const answer = await visit(`${client.issuer}/oauth2/authorize?${authorization(client, { prompt: "none" })}`, cookies);
  return answer.headers.get("location") ?? "";
}

/** The heading of the sign-in page for a browser with these cookies, and no others. */
async function greeting(client: TestClient, cookies: Cookies): Promise<string | undefined> {
  const answer = await visit(`${client.issuer}/login?${authorization(client)}`, cookies);
  return elementsOf(await answer.text()).find(({ name }) => name === "h1")?.text;
}

const REFUSED = `${CALLBACK}?error=login_required`;
const SIGNED_IN = `${CALLBACK}?code=`;

function nameOf({ UserPoolId }: TestClient): string {
  return `cognito-${UserPoolId}`;
}

function sessionOf({ cookies }: Browser, client: TestClient): { readonly id: string; readonly signature: string } {
  return { id: cookies.get(nameOf(client)) ?? "", signature: cookies.get(`${nameOf(client)}.sig`) ?? "" };
}

describe("The session of a browser", () => {
  test("is another after every sign-in, whatever the browser had before", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    await oidc.givenUser(client.UserPoolId, "mallory");
    const attacker = oidc.newBrowser();
    await attacker.signIn(client, {}, { username: "mallory" });
    const planted = sessionOf(attacker, client);

    // Somebody signs in with a browser into which another's session was put.
    const csrf = crypto.randomUUID();
    const cookie = `XSRF-TOKEN=${csrf}; ${nameOf(client)}=${planted.id}; ${nameOf(client)}.sig=${planted.signature}`;
    const signedIn = await fetch(`${client.issuer}/login?${authorization(client)}`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie },
      body: new URLSearchParams({ _csrf: csrf, username: "alice", password: PASSWORD }),
    });
    expect(signedIn.headers.get("location")).toContain(SIGNED_IN);
    const set = signedIn.headers.getSetCookie().filter((text) => text.startsWith(`${nameOf(client)}=`));
    expect(set).toHaveLength(1);
    expect(set[0]).not.toContain(planted.id);
    // What was planted is still its owner's, and nobody else's.
    const page = await attacker.get(`${client.issuer}/login?${authorization(client)}`);
    expect(elementsOf(page.text).find(({ name }) => name === "h1")?.text).toBe("Sign in as mallory?");

    const browser = oidc.newBrowser();
    const seen = new Set<string>();
    for (let times = 0; times < 3; times++) {
      await browser.signIn(client, { prompt: "login" });
      seen.add(sessionOf(browser, client).id);
    }
    expect(seen.size).toBe(3);
  });

  test("begins with the last proof, not with the first", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { UserPoolId } = client;
    await oidc.cognito.userPools.send("AdminCreateUser", {
      UserPoolId,
      Username: "alice",
      TemporaryPassword: PASSWORD,
      MessageAction: "SUPPRESS",
    });
    const browser = oidc.newBrowser();
    const page = await browser.signIn(client);
    expect(page.status).toBe(200);
    expect([...browser.cookies.keys()]).toEqual(["XSRF-TOKEN"]);
    await browser.submit(page, { new_password: `${PASSWORD}x`, confirm_password: `${PASSWORD}x` });
    expect(sessionOf(browser, client).id).not.toBe("");
  });

  test("is not to be guessed, nor made up, nor used without its signature", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const [browser, other] = [oidc.newBrowser(), oidc.newBrowser()];
    await browser.signIn(client);
    await other.signIn(client);
    const { id, signature } = sessionOf(browser, client);
    const name = nameOf(client);
    expect(Buffer.from(id, "base64url").length).toBeGreaterThanOrEqual(15);
    expect(await silent(client, { [name]: id, [`${name}.sig`]: signature })).toContain(SIGNED_IN);
    const flipped = `${signature.slice(0, -2)}${signature.endsWith("AA") ? "BB" : "AA"}`;
    for (const forged of [
      {},
      { [name]: id },
      { [`${name}.sig`]: signature },
      { [name]: id, [`${name}.sig`]: "" },
      { [name]: id, [`${name}.sig`]: flipped },
      { [name]: id, [`${name}.sig`]: sessionOf(other, client).signature },
      { [name]: "alice", [`${name}.sig`]: signature },
      { cognito: id, "cognito.sig": signature },
    ]) {
      expect(await silent(client, forged)).toBe(REFUSED);
      expect(await greeting(client, forged)).toBe("Sign in with your username and password");
    }
    expect(await greeting(client, { [name]: id, [`${name}.sig`]: signature })).toBe("Sign in as alice?");
  });

  test("is over for whoever holds a copy, once its browser has signed out, and an hour after the sign-in", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const name = nameOf(client);
    for (const end of [
      (browser: Browser) => browser.get(`${client.issuer}/logout?client_id=${client.ClientId}`),
      async () => oidc.advance(3600),
    ]) {
      const browser = oidc.newBrowser();
      await browser.signIn(client);
      const { id, signature } = sessionOf(browser, client);
      const copy = { [name]: id, [`${name}.sig`]: signature };
      expect(await silent(client, copy)).toContain(SIGNED_IN);
      await end(browser);
      expect(await silent(client, copy)).toBe(REFUSED);
    }
  });
});

describe("Guessing passwords on the pages", () => {
  test("is held up as guessing through the API is, and both count together", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { ClientId } = client;
    await oidc.givenUser(client.UserPoolId);
    const guess = async () => {
      const page = await oidc.newBrowser().signIn(client, {}, { password: "wrong" });
      return elementsOf(page.text).find(({ attributes }) => attributes.get("role") === "alert")?.text;
    };
    const guessByApi = () =>
      oidc.cognito.userPools.send("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: "alice", PASSWORD: "wrong" },
      });
    for (let count = 0; count < 3; count++) expect(await guess()).toBe("Incorrect username or password.");
    for (let count = 0; count < 2; count++) {
      await expect(guessByApi()).rejects.toMatchObject({ message: "Incorrect username or password." });
    }
    expect(await guess()).toBe("Password attempts exceeded");
    await expect(guessByApi()).rejects.toMatchObject({ message: "Password attempts exceeded" });
    oidc.advance(1);
    expect(await guess()).toBe("Incorrect username or password.");
    expect(await guess()).toBe("Password attempts exceeded");
  });

  test("tells no name that there is from one that there is not, where the client hides it", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient({ PreventUserExistenceErrors: "ENABLED" });
    await oidc.givenUser(client.UserPoolId, "alice", { email: "alice@example.com", email_verified: "true" });
    const query = authorization(client);
    const shape = async (path: string, fields: Readonly<Record<string, string>>, username: string) => {
      const browser = oidc.newBrowser();
      const page = await browser.get(`${client.issuer}${path}?${query}`);
      const { text, status } = await browser.submit(page, { ...fields, username });
      const stripped = text
        .replaceAll(browser.cookies.get("XSRF-TOKEN") ?? "-", "")
        .replaceAll(username, "")
        .replaceAll(/<strong>[^<]*<\/strong>|name="destination" value="[^"]*"/g, "");
      return { status, stripped };
    };
    for (let count = 0; count < 7; count++) {
      const [there, nobody] = [
        await shape("/login", { password: "wrong" }, "alice"),
        await shape("/login", { password: "wrong" }, "zelda"),
      ];
      expect(nobody).toEqual(there);
    }
    expect(await shape("/forgotPassword", {}, "zelda")).toEqual(await shape("/forgotPassword", {}, "alice"));
  });
});
