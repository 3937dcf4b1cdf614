import { createMemoryStore, StoreUnavailable } from "@cogmock/core";
import { expect, test } from "vitest";
import { startOidc } from "./testing/start-oidc.ts";
import { authorization, CALLBACK } from "./testing/test-client.ts";

test("sessions and codes are in the store: another process, or the same after a restart, knows them", async () => {
  const store = createMemoryStore({ clock: { now: () => Date.parse("2026-01-01T00:00:00Z") } });
  const [one, two] = [await startOidc({ store }), await startOidc({ store })];
  const client = await one.givenClient();
  await one.givenUser(client.UserPoolId);
  const browser = one.newBrowser();
  const { location = "" } = await browser.signIn(client);
  const there = { ...client, issuer: `${two.url}/${client.UserPoolId}` };

  const again = await browser.get(`${there.issuer}/oauth2/authorize?${authorization(client, { prompt: "none" })}`);
  expect(again.location).toContain(`${CALLBACK}?code=`);
  const { status } = await two.token(there, {
    grant_type: "authorization_code",
    client_id: client.ClientId,
    code: new URL(location).searchParams.get("code") ?? "",
    redirect_uri: CALLBACK,
  });
  expect(status).toBe(200);

  await browser.get(`${there.issuer}/logout?client_id=${client.ClientId}&logout_uri=http://localhost:3000/`);
  const after = await browser.get(`${client.issuer}/oauth2/authorize?${authorization(client, { prompt: "none" })}`);
  expect(after.location).toBe(`${CALLBACK}?error=login_required`);
});

test("a code that two processes are shown at once is good in one of them", async () => {
  const store = createMemoryStore({ clock: { now: () => Date.parse("2026-01-01T00:00:00Z") } });
  const [one, two] = [await startOidc({ store }), await startOidc({ store })];
  const client = await one.givenClient();
  await one.givenUser(client.UserPoolId);
  const { location = "" } = await one.newBrowser().signIn(client);
  const form = {
    grant_type: "authorization_code",
    client_id: client.ClientId,
    code: new URL(location).searchParams.get("code") ?? "",
    redirect_uri: CALLBACK,
  };
  const there = { ...client, issuer: `${two.url}/${client.UserPoolId}` };
  const answers = await Promise.all(
    [one, two, one, two].map((oidc) => oidc.token(oidc === one ? client : there, form)),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test("while the store does not answer, clients and browsers are told to come back", async () => {
  const store = createMemoryStore({ clock: { now: () => Date.parse("2026-01-01T00:00:00Z") } });
  const oidc = await startOidc({ store });
  const client = await oidc.givenClient();
  store.get = async () => {
    throw new StoreUnavailable("it has stopped");
  };
  const page = await oidc.newBrowser().get(`${client.issuer}/login?${authorization(client)}`);
  expect([page.status, page.text.includes("it has stopped")]).toEqual([503, false]);
  const form = { grant_type: "refresh_token", client_id: client.ClientId, refresh_token: "x" };
  const answer = await oidc.token(client, form);
  expect([answer.status, answer.body]).toEqual([503, { error: "server_error" }]);
  expect(oidc.defects).toHaveLength(2);
});
