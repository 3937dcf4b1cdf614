import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PAGE_PATHS } from "../paths.ts";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK } from "../testing/test-client.ts";

const LOGOUT = "http://localhost:3000/";

/** What has led to another place than it seemed to, somewhere. */
const VARIANTS = [
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "\\\\evil.example",
  "https:evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  `${CALLBACK}/`,
  `${CALLBACK}?`,
  `${CALLBACK}#`,
  `${CALLBACK}#x`,
  `${CALLBACK}/../callback`,
  `${CALLBACK}/..;/evil`,
  `${CALLBACK}%2f`,
  `${CALLBACK}%00`,
  `${CALLBACK}\u0000`,
  `${CALLBACK} `,
  ` ${CALLBACK}`,
  `${CALLBACK}\r\nlocation: https://evil.example/`,
  `${CALLBACK}@evil.example`,
  `${CALLBACK}.evil.example`,
  `${CALLBACK},https://evil.example/`,
  CALLBACK.toUpperCase(),
  CALLBACK.replace("http:", "https:"),
  CALLBACK.replace("localhost", "127.0.0.1"),
  CALLBACK.replace("localhost", "localhost."),
  CALLBACK.replace("localhost", "ｌocalhost"),
  CALLBACK.replace("3000", "03000"),
  CALLBACK.replace("//", "//user@"),
  CALLBACK.replace("//", "///"),
  CALLBACK.replace("//", "/\t/"),
  CALLBACK.replace("localhost:3000", "localhost:3000@evil.example"),
  CALLBACK.replace("localhost:3000", "localhost:3000\\@evil.example"),
  CALLBACK.replace("localhost:3000", "evil.example#localhost:3000"),
  LOGOUT,
  "http://localhost:3000",
  encodeURIComponent(CALLBACK),
];

/** Anything near to a registered address, and anything else. */
const anyAddress = fc.oneof(
  fc.constantFrom(...VARIANTS),
  fc.webUrl(),
  fc.string({ unit: "binary" }),
  fc
    .tuple(
      fc.constantFrom(CALLBACK, LOGOUT),
      fc.nat(40),
      fc.constantFrom(...Array.from("/\\.@:#?%&;= \t\r\n\0"), "..", "%2e", "//", "x"),
    )
    .map(([address, at, inserted]) => address.slice(0, at) + inserted + address.slice(at)),
);

describe("No redirect leads anywhere but to addresses of the client, letter by letter", () => {
  test("from any page, by redirect_uri or logout_uri", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const [stranger, known] = [oidc.newBrowser(), oidc.newBrowser()];
    await known.signIn(client);
    const csrf = known.cookies.get("XSRF-TOKEN") ?? "";
    await fc.assert(
      fc.asyncProperty(
        anyAddress,
        fc.constantFrom("redirect_uri", "logout_uri"),
        fc.constantFrom(...PAGE_PATHS),
        async (address, name, path) => {
          const query = authorization(client, { [name]: address });
          const at = `${client.issuer}${path}?${query}`;
          const post = known.post(at, { _csrf: csrf, username: "alice", password: "wrong" });
          for (const { location } of [await stranger.get(at), await known.get(at), await post]) {
            if (location === undefined) continue;
            const isRegistered = location.startsWith(`${CALLBACK}?code=`) || [CALLBACK, LOGOUT].includes(location);
            // Within the pool: absolute, as the test's browser completes it.
            if (!isRegistered && !location.startsWith(`${client.issuer}/`)) expect.fail(`${at} -> ${location}`);
            if (location.startsWith(`${CALLBACK}?code=`) && address !== CALLBACK && name === "redirect_uri") {
              expect.fail(`${at} -> ${location}`);
            }
          }
          // The browser stays signed in for the next one.
          if (path === "/logout") await known.signIn(client);
        },
      ),
      { numRuns: 400 },
    );
    expect(oidc.defects).toEqual([]);
  }, 60_000);

  test.each(VARIANTS)("%j is neither where a code goes, nor what a code is redeemed with", async (redirect_uri) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const { location = "" } = await browser.signIn(client);
    const mismatch = `${client.issuer}/error?error=redirect_mismatch&client_id=${client.ClientId}`;
    const at = `${client.issuer}/oauth2/authorize?${authorization(client, { redirect_uri })}`;
    expect((await browser.get(at)).location).toBe(mismatch);
    const form = {
      grant_type: "authorization_code",
      client_id: client.ClientId,
      code: new URL(location).searchParams.get("code") ?? "",
    };
    expect((await oidc.token(client, { ...form, redirect_uri })).status).toBe(400);
    expect((await oidc.token(client, { ...form, redirect_uri: CALLBACK })).status).toBe(200);
  });

  test("no more by an address before the path, or by the name of the host", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    for (const prefix of [
      "//evil.example",
      "/\\evil.example",
      "/%5cevil.example",
      "/..",
      `/${client.UserPoolId}/..`,
      "/@evil",
    ]) {
      for (const path of PAGE_PATHS) {
        const answer = await fetch(`${oidc.url}${prefix}${path}?${authorization(client)}`, { redirect: "manual" });
        const location = answer.headers.get("location");
        if (location !== null) expect(location).toMatch(/^\/(?![/\\])/);
        await answer.body?.cancel();
      }
    }
  });
});

describe("What is put behind an address of an application", () => {
  test("is form-encoded: it ends no header, and begins no other parameter", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    await browser.signIn(client);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.constantFrom("code", "token", "none"),
        async (state, response_type) => {
          const query = authorization(client, { state, response_type });
          const answer = await browser.get(`${client.issuer}/oauth2/authorize?${query}`);
          const { location = "" } = answer;
          expect(location).toMatch(/^[\u0021-\u007e]+$/);
          const { search, hash, origin, pathname } = new URL(location);
          expect(`${origin}${pathname}`).toBe(CALLBACK);
          const parameters = new URLSearchParams(response_type === "token" ? hash.slice(1) : search);
          expect(parameters.get("state")).toBe(new URLSearchParams(query).get("state"));
          expect(parameters.getAll("state")).toHaveLength(1);
          expect(parameters.getAll("error")).toHaveLength(response_type === "none" ? 1 : 0);
          expect(answer.headers.get("injected")).toBeNull();
        },
      ),
      { numRuns: 150 },
    );
  });
});

test("no redirect repeats a form at its target", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  await oidc.givenUser(client.UserPoolId);
  const browser = oidc.newBrowser();
  const page = await browser.get(`${client.issuer}/login?${authorization(client)}`);
  const statuses = [(await browser.submit(page, { username: "alice", password: "Correct-Horse-9!" })).status];
  const csrf = browser.cookies.get("XSRF-TOKEN") ?? "";
  for (const path of PAGE_PATHS) {
    const at = `${client.issuer}${path}?${authorization(client)}`;
    statuses.push((await browser.get(at)).status, (await browser.post(at, { _csrf: csrf })).status);
  }
  expect(statuses.filter((status) => status >= 300 && status < 400 && status !== 302)).toEqual([]);
});
