import { expect, test } from "vitest";
import { givenPasskeyClient } from "../testing/given-passkey-client.ts";
import { startOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK } from "../testing/test-client.ts";

test("a browser without a session is led to sign in, and to no address that is not the client's", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  const at = `${client.issuer}/passkeys/add?${authorization(client)}`;
  expect((await oidc.newBrowser().get(at)).location).toBe(`${client.issuer}/login?${authorization(client)}`);
  const elsewhere = authorization(client, { redirect_uri: "https://evil.example/" });
  expect((await oidc.newBrowser().get(`${client.issuer}/passkeys/add?${elsewhere}`)).location).toContain(
    "/error?error=redirect_mismatch",
  );
  expect(
    (await oidc.newBrowser().get(`${client.issuer}/passkeys/add?client_id=${client.ClientId}`)).location,
  ).toContain("/error?error=Required+parameters+missing");
});

test("a pool without passkeys says so", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient();
  await oidc.givenUser(client.UserPoolId);
  const browser = oidc.newBrowser();
  await browser.signIn(client);
  const page = await browser.get(`${client.issuer}/passkeys/add?${authorization(client)}`);
  expect([page.status, page.headers.get("content-type")]).toEqual([400, "text/html;charset=UTF-8"]);
});

test("the classic hosted UI has no passkeys", async () => {
  const oidc = await startOidc();
  const client = await oidc.givenClient(
    {},
    { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } } },
  );
  const { UserPoolId } = client;
  const WebAuthnConfiguration = { RelyingPartyId: "localhost" };
  await oidc.cognito.userPools.send("SetUserPoolMfaConfig", { UserPoolId, WebAuthnConfiguration });
  await oidc.cognito.userPools.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion: 1 });
  await oidc.givenUser(UserPoolId);
  const browser = oidc.newBrowser();
  await browser.signIn(client);
  const page = await browser.get(`${client.issuer}/passkeys/add?${authorization(client)}`);
  expect(page.status).toBe(400);
  expect(page.text).toContain("The passkey feature isn&#39;t enabled for the user pool.");
});

test("what is no passkey is refused on the page, and a form of another page altogether", async () => {
  const oidc = await startOidc();
  const client = await givenPasskeyClient(oidc);
  await oidc.givenUser(client.UserPoolId);
  const browser = oidc.newBrowser();
  await browser.signIn(client);
  const query = new URLSearchParams({ client_id: client.ClientId, redirect_uri: CALLBACK });
  const at = `${client.issuer}/passkeys/add?${query.toString()}`;
  const page = await browser.get(at);
  expect(page.text).toContain("You are signed in as <strong>alice</strong>.");
  expect(page.text).toContain("data-options=");
  for (const credential of ["", "garbage", "{}"]) {
    const refused = await browser.submit(page, { credential });
    expect([refused.status, refused.location]).toEqual([200, undefined]);
    expect(refused.text).toContain('role="alert">Credential data is not valid');
  }
  expect((await browser.post(at, { credential: "{}" })).status).toBe(403);
});
