import * as fc from "fast-check";
import { expect, test } from "vitest";
import { HOSTED_PATHS, MISSING_PATHS } from "../paths.ts";
import { basic, startOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK, PASSWORD } from "../testing/test-client.ts";

const PATHS = HOSTED_PATHS.filter((path) => !MISSING_PATHS.some((missing) => missing === path));

const NAMES = [
  "response_type",
  "client_id",
  "redirect_uri",
  "logout_uri",
  "state",
  "scope",
  "nonce",
  "prompt",
  "max_age",
  "acr_values",
  "resource",
  "lang",
  "login_hint",
  "code_challenge",
  "code_challenge_method",
  "identity_provider",
  "idp_identifier",
  "grant_type",
  "code",
  "code_verifier",
  "refresh_token",
  "token",
  "token_type_hint",
  "client_secret",
  "client_assertion",
  "client_assertion_type",
  "aws_client_metadata",
  "username",
  "password",
  "challenge",
  "session",
  "answer",
  "credential",
  "available",
  "methods",
  "secret",
  "userCode",
  "email",
  "parameter.MFAS_CAN_CHOOSE",
  "parameter.requiredAttributes",
  "__proto__",
  "constructor",
];

const VALUES = [
  "",
  "code",
  "token",
  "none",
  "login none",
  "S256",
  "authorization_code",
  "refresh_token",
  "client_credentials",
  "openid",
  "urn:cognito:loa:4",
  "0",
  "-1",
  "99999999999999999999",
  "{}",
  "[]",
  "null",
  '["__proto__"]',
  '{"__proto__":{"a":"b"}}',
  "__proto__",
  "constructor",
  "toString",
  "SMS_MFA",
  "MFA_SETUP",
  "SELECT_CHALLENGE",
  "WEB_AUTHN",
  "NEW_PASSWORD_REQUIRED",
  "SOFTWARE_TOKEN_MFA",
  "DEVICE_SRP_AUTH",
  "CUSTOM_CHALLENGE",
  "alice",
  CALLBACK,
  PASSWORD,
  "x".repeat(2000),
  "\u0000",
  "\uD800",
  "é",
  "😀",
];

test("no nonsense that a browser or a client sends is an error of the server", async () => {
  const oidc = await startOidc();
  const open = await oidc.givenClient();
  const { UserPoolId } = open;
  const confidential = await oidc.givenClient({ UserPoolId, GenerateSecret: true });
  await oidc.givenUser(UserPoolId);
  const browser = oidc.newBrowser();
  await browser.signIn(open);
  const cookies = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join("; ");
  const csrf = browser.cookies.get("XSRF-TOKEN") ?? "";

  const value = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...VALUES) }, fc.string({ unit: "binary" }));
  const pairs = fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 6 });
  const credentials = fc.constantFrom(
    {},
    basic(confidential),
    basic(open),
    { authorization: "Basic" },
    { authorization: "Basic Og==" },
    { authorization: `Basic ${Buffer.from("%:%").toString("base64")}` },
    { authorization: "Bearer x.y.z" },
    { authorization: "Bearer e30.e30.e30" },
    { dpop: "x", "oauth-client-attestation": "x" },
  );
  const cookie = fc.constantFrom(
    {},
    { cookie: cookies },
    { cookie: "=; ;;a;XSRF-TOKEN" },
    { cookie: `cognito-${UserPoolId}=%` },
  );
  const client = fc.constantFrom(open.ClientId, confidential.ClientId, undefined);
  const base = fc.constantFrom(open.issuer, oidc.url, `${oidc.url}/us-east-1_Nowhere00`);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PATHS),
      fc.constantFrom("GET", "POST"),
      base,
      client,
      pairs,
      pairs,
      credentials,
      cookie,
      async (path, method, address, ClientId, inQuery, inForm, authorizationHeader, cookieHeader) => {
        const query = new URLSearchParams(ClientId === undefined ? "" : authorization({ ClientId }));
        for (const [name, text] of inQuery) query.set(name, text);
        const form = new URLSearchParams({ _csrf: csrf, ...(ClientId !== undefined && { client_id: ClientId }) });
        for (const [name, text] of inForm) form.append(name, text);
        const answer = await fetch(`${address}${path}?${query.toString()}`, {
          method,
          redirect: "manual",
          headers: { ...authorizationHeader, ...cookieHeader },
          ...(method === "POST" && { body: form }),
        });
        await answer.text();
        expect(oidc.defects).toEqual([]);
        expect(answer.status === 501 || answer.status < 500).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});
