import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PAGE_PATHS } from "../paths.ts";
import type { Visit } from "../testing/browser.ts";
import { elementsOf } from "../testing/parsed-page.ts";
import { startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { authorization, PASSWORD, type TestClient } from "../testing/test-client.ts";

/** The name of every element and attribute in them that would be ours no more. */
const MARK = "data-injected";

/** Each gets out of another place where text stands, or would set a header; together, so that one request tries many. */
const PAYLOADS: readonly string[] = [
  `"><svg ${MARK} onload=alert(1)><img ${MARK} src=x onerror=alert(1)><script ${MARK}>alert(1)</script>`,
  `'><b ${MARK}></title><b ${MARK}></style><b ${MARK}></script><b ${MARK}></noscript><b ${MARK}>`,
  `" ${MARK} onfocus=alert(1) autofocus x="`,
  `' ${MARK} onfocus=alert(1) x='`,
  ` ${MARK} onfocus=alert(1) `,
  `</textarea></select></form><form ${MARK} action=//evil.example><base ${MARK} href=//evil.example>`,
  `--><meta ${MARK} http-equiv=refresh content=0;url=//evil.example>]]><b ${MARK}>&quot; ${MARK} x=&lt;b ${MARK}&gt;`,
  `javascript:alert(1)//${MARK}`,
  `//evil.example/${MARK}`,
  `\r\nset-cookie: injected=1\r\n\r\n<b ${MARK}>\u0000<b ${MARK}>\u2028<b\u00a0${MARK}>＜b ${MARK}＞`,
  `$&$\`$'{}<!--`,
];

/** What pages may be made of. Payloads have elements of other names or, where there are none, of the mark. */
const ELEMENTS = new Set(
  (
    "html head meta title style body main header footer section nav div span p h1 h2 h3 ul ol li dl dt dd hr br small " +
    "strong em code form fieldset legend label input select option button a noscript svg path rect circle g img script"
  ).split(" "),
);

/** A page is what it is without the text that came from outside. */
function expectHarmless(page: Pick<Visit, "text" | "headers">, what: string): void {
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'; style-src 'sha256-");
  expect(page.headers.getSetCookie().join("\n")).not.toContain("injected");
  for (const { name, attributes } of elementsOf(page.text)) {
    const found = `${what}: <${name} ${[...attributes.keys()].join(" ")}>`;
    if (!ELEMENTS.has(name) || attributes.has(MARK)) expect.fail(found);
    for (const [attribute, value] of attributes) {
      if (attribute.startsWith("on")) expect.fail(found);
      const isAddress = ["href", "action", "src", "formaction"].includes(attribute);
      if (isAddress && !/^(?:\/(?![/\\])|data:image\/)/.test(value)) expect.fail(`${found} ${value}`);
    }
    if (name === "script" && !policy.includes("script-src 'sha256-")) expect.fail(found);
    if (name === "base" || attributes.has("http-equiv")) expect.fail(found);
  }
}

/** A client whose pages show as much as there is to show. */
async function givenRichClient(oidc: TestOidc): Promise<TestClient> {
  const client = await oidc.givenClient(
    { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] },
    {
      PoolName: "people",
      UserPoolTier: "ESSENTIALS",
      AutoVerifiedAttributes: ["email"],
      Schema: [{ Name: "given_name", Required: true }],
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"] } },
    },
  );
  await oidc.givenUser(client.UserPoolId);
  return client;
}

const QUERY = [
  "state",
  "scope",
  "nonce",
  "login_hint",
  "lang",
  "prompt",
  "resource",
  "acr_values",
  "max_age",
  "identity_provider",
  "idp_identifier",
  "ui_locales",
  "response_mode",
  "response_type",
  "client_id",
  "redirect_uri",
  "logout_uri",
  "error",
  "error_description",
  "user_name",
  "confirmation_code",
];

const FIELDS = [
  "username",
  "password",
  "confirmPassword",
  "new_password",
  "confirm_password",
  "code",
  "userCode",
  "authentication_code",
  "answer",
  "credential",
  "email",
  "destination",
  "session",
  "secret",
  "methods",
  "available",
  "challenge",
  "requiredAttributes[email]",
  "requiredAttributes[given_name]",
  "parameter.CODE_DELIVERY_DESTINATION",
  "parameter.FRIENDLY_DEVICE_NAME",
  "parameter.CREDENTIAL_REQUEST_OPTIONS",
  "parameter.MFAS_CAN_CHOOSE",
];

const CHALLENGES = [
  "NEW_PASSWORD_REQUIRED",
  "SMS_MFA",
  "EMAIL_OTP",
  "SOFTWARE_TOKEN_MFA",
  "WEB_AUTHN",
  "SELECT_CHALLENGE",
  "SELECT_MFA_TYPE",
];

describe("No text from outside becomes markup", () => {
  test.each(QUERY)("of the parameter %s, on any page", async (name) => {
    const oidc = await startOidc();
    const client = await givenRichClient(oidc);
    const browser = oidc.newBrowser();
    const visit = async (path: string): Promise<void> => {
      for (const payload of PAYLOADS) {
        const query = authorization(client, { [name]: payload });
        const { status, text, headers } = await browser.get(`${client.issuer}${path}?${query}`);
        if (status !== 302) expectHarmless({ text, headers }, `${path} ${payload}`);
      }
    };
    for (const path of PAGE_PATHS) await visit(path);
    await browser.signIn(client);
    for (const path of ["/login", "/login/continue", "/passkeys/add"]) await visit(path);
    expect(oidc.defects).toEqual([]);
  });

  test("of the name of a parameter, or of a cookie", async () => {
    const oidc = await startOidc();
    const client = await givenRichClient(oidc);
    for (const path of PAGE_PATHS) {
      for (const payload of PAYLOADS) {
        const raw = payload.replaceAll(/[\u0000-\u0020\u007f-\uffff]/gu, (character) => encodeURIComponent(character));
        for (const query of [
          authorization(client, { [payload]: payload }),
          // Not encoded, as no browser would send it.
          `${authorization(client)}&${raw}=${raw}`,
        ]) {
          const answer = await fetch(`${client.issuer}${path}?${query}`, {
            redirect: "manual",
            headers: { cookie: `XSRF-TOKEN=${encodeURIComponent(payload)}; lang=${encodeURIComponent(payload)}` },
          });
          if (answer.status !== 302) {
            expectHarmless({ text: await answer.text(), headers: answer.headers }, `${path} ${payload}`);
          }
        }
      }
    }
    expect(oidc.defects).toEqual([]);
  });

  test.each([
    ["without a session", ""],
    ["with one that there is not", "x".repeat(100)],
  ])("of the fields of a form, on any page: %s", async (_, session) => {
    const oidc = await startOidc();
    const client = await givenRichClient(oidc);
    const browser = oidc.newBrowser();
    await browser.get(`${client.issuer}/login?${authorization(client)}`);
    const csrf = browser.cookies.get("XSRF-TOKEN") ?? "";
    const methods = '["SOFTWARE_TOKEN_MFA","EMAIL_OTP"]';
    for (const path of PAGE_PATHS) {
      for (const challenge of path === "/mfa" ? CHALLENGES : ["MFA_SETUP"]) {
        for (const payload of PAYLOADS) {
          const hostile = Object.fromEntries(FIELDS.map((name) => [name, payload]));
          for (const known of [
            {},
            { username: "alice" },
            { password: PASSWORD, confirmPassword: PASSWORD },
            { methods },
          ]) {
            const form = { ...hostile, _csrf: csrf, session, challenge, ...known };
            const page = await browser.post(`${client.issuer}${path}?${authorization(client)}`, form);
            if (page.status !== 302 && page.status !== 405) expectHarmless(page, `${path} ${challenge} ${payload}`);
          }
        }
      }
    }
    expect(oidc.defects).toEqual([]);
  });

  test("of users: their names, and what they are called by attributes that the pool requires", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient(
      {},
      {
        Schema: [{ Name: `<b/${MARK}>`, AttributeDataType: "String" }],
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } },
      },
    );
    await oidc.cognito.userPools.send("SetUserPoolMfaConfig", {
      UserPoolId: client.UserPoolId,
      WebAuthnConfiguration: { RelyingPartyId: "localhost" },
    });
    for (const username of [
      `<img/${MARK}/src=x>`,
      `"/${MARK}/onfocus="x`,
      `'${MARK}`,
      `</title><b/${MARK}>`,
      "{}",
      "$&$`",
    ]) {
      await oidc.givenUser(client.UserPoolId, username);
      const browser = oidc.newBrowser();
      await browser.signIn(client, {}, { username, password: PASSWORD });
      const query = authorization(client);
      for (const path of ["/login", "/login/continue", "/passkeys/add", "/signup"]) {
        const page = await browser.get(`${client.issuer}${path}?${query}`);
        expect(page.status).toBe(200);
        expectHarmless(page, `${path} ${username}`);
      }
      // It is there, as text.
      const page = await browser.get(`${client.issuer}/login?${query}`);
      expect(elementsOf(page.text).find(({ name }) => name === "h1")?.text).toBe(`Sign in as ${username}?`);
    }
  });

  test("of anything else", async () => {
    const oidc = await startOidc();
    const client = await givenRichClient(oidc);
    const browser = oidc.newBrowser();
    await browser.get(`${client.issuer}/login?${authorization(client)}`);
    const csrf = browser.cookies.get("XSRF-TOKEN") ?? "";
    const piece = fc.constantFrom(
      ...Array.from("<>\"'&`=/ \t\n\r\0;:()"),
      "<b ",
      "<script>",
      "</",
      "-->",
      "onerror=",
      MARK,
      "é",
      "😀",
    );
    const text = fc.oneof(fc.string({ unit: piece, maxLength: 40 }), fc.string({ unit: "binary", maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom(...PAGE_PATHS),
        fc.constantFrom(...QUERY),
        fc.constantFrom(...FIELDS),
        fc.constantFrom(...CHALLENGES),
        async (hostile, path, parameter, name, challenge) => {
          const at = `${client.issuer}${path}`;
          const got = await browser.get(`${at}?${authorization(client, { [parameter]: hostile })}`);
          const form = { _csrf: csrf, challenge, session: "", username: hostile, [name]: hostile };
          const posted = await browser.post(`${at}?${authorization(client)}`, form);
          for (const page of [got, posted]) {
            if (page.status !== 302 && page.status !== 405) expectHarmless(page, JSON.stringify(hostile));
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(oidc.defects).toEqual([]);
  });
});
