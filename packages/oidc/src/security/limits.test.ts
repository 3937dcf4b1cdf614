import { expect, test } from "vitest";
import { PAGE_PATHS } from "../paths.ts";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization } from "../testing/test-client.ts";

const FIELDS = [
  "username",
  "password",
  "code",
  "userCode",
  "authentication_code",
  "new_password",
  "credential",
  "session",
  "secret",
  "methods",
  "available",
  "destination",
  "email",
  "answer",
  "requiredAttributes[email]",
  "parameter.CREDENTIAL_REQUEST_OPTIONS",
  "parameter.MFAS_CAN_CHOOSE",
];

test("what is much too long is refused or passed over, by every page, and is no error of the server", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient(
    {},
    { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } } },
  );
  await oidc.givenUser(client.UserPoolId);
  const browser = oidc.newBrowser();
  await browser.get(`${client.issuer}/login?${authorization(client)}`);
  const csrf = browser.cookies.get("XSRF-TOKEN") ?? "";
  const long = "9".repeat(100_000);
  for (const path of PAGE_PATHS) {
    const at = `${client.issuer}${path}?${authorization(client)}`;
    for (const name of FIELDS) {
      for (const challenge of path === "/mfa" ? ["WEB_AUTHN", "SELECT_MFA_TYPE", "SMS_MFA"] : ["MFA_SETUP"]) {
        const known = { username: "alice", methods: '["SOFTWARE_TOKEN_MFA"]', secret: "A".repeat(52) };
        const form = { _csrf: csrf, challenge, ...known, [name]: long };
        const { status } = await browser.post(at, form);
        expect([path, name, [200, 302, 400, 405].includes(status)]).toEqual([path, name, true]);
      }
    }
    const many = `${authorization(client)}${"&x=y".repeat(1000)}`;
    expect((await browser.get(`${client.issuer}${path}?${many}`)).status).toBeLessThan(500);
  }
  expect(oidc.defects).toEqual([]);
});

test.each(["token", "code", "refresh_token", "code_verifier", "redirect_uri", "scope", "aws_client_metadata"])(
  "a %s that is much too long is a bad request of a client",
  async (name) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { ClientId: client_id } = client;
    for (const length of [10_000, 100_000]) {
      for (const grant_type of ["authorization_code", "refresh_token", "client_credentials"]) {
        for (const path of ["token", "revoke"]) {
          const form = { client_id, grant_type, code: "x", redirect_uri: "x", refresh_token: "x", token: "x" };
          const body = new URLSearchParams({ ...form, [name]: "9".repeat(length) });
          const answer = await fetch(`${client.issuer}/oauth2/${path}`, { method: "POST", body });
          expect([200, 400]).toContain(answer.status);
        }
      }
    }
    expect(oidc.defects).toEqual([]);
  },
);

test("a form that is longer than any can be is not read", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const body = "a=b&".repeat(65_537);
  for (const path of ["/oauth2/token", "/oauth2/revoke"]) {
    const answer = await fetch(`${client.issuer}${path}`, { method: "POST", headers, body });
    expect([answer.status, await answer.text()]).toEqual([400, '{"error":"invalid_request"}']);
  }
  const answers = PAGE_PATHS.map((path) =>
    fetch(`${client.issuer}${path}?${authorization(client)}`, { method: "POST", headers, body, redirect: "manual" }),
  );
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([405, 413]));
  expect(oidc.defects).toEqual([]);
});
