import { createMemoryStore, StoreUnavailable, type TriggerEvent } from "@cogmock/core";
import { StoreConflict } from "@cogmock/core/store";
import { describe, expect, test } from "vitest";
import { givenMachine } from "../testing/given-machine.ts";
import { basic, startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { authorization, CALLBACK, type TestClient } from "../testing/test-client.ts";

const PreTokenGeneration = "arn:aws:lambda:us-east-1:000000000000:function:PreTokenGeneration";
const LambdaConfig = {
  PreTokenGeneration,
  PreTokenGenerationConfig: { LambdaVersion: "V3_0", LambdaArn: PreTokenGeneration },
} as const;

/** A store that can be told to fail, over one that does not. */
function failingStore() {
  const store = createMemoryStore({ clock: { now: () => Date.parse("2026-01-01T00:00:00Z") } });
  const commit = store.commit.bind(store);
  const failWith = (error: Error): void => {
    store.commit = async () => {
      throw error;
    };
  };
  const mend = (): void => {
    store.commit = commit;
  };
  return { store, failWith, mend };
}

const STOPPED = new StoreUnavailable("the disk is full");
const LOST = new StoreConflict({ collection: "tokenSessions", reason: "version", key: ["x"] });

async function codeOf(oidc: TestOidc, client: TestClient): Promise<Record<string, string>> {
  const { location = "" } = await oidc.newBrowser().signIn(client);
  const code = new URL(location).searchParams.get("code") ?? "";
  return { grant_type: "authorization_code", client_id: client.ClientId, redirect_uri: CALLBACK, code };
}

describe("A pre token generation trigger that fails at the token endpoint", () => {
  test.each([
    [
      "refuses",
      () => {
        throw new Error("not today");
      },
      { error: "invalid_grant", error_description: "PreTokenGeneration failed with error not today." },
    ],
    [
      "answers nonsense",
      () => "nonsense" as never,
      { error: "invalid_request", error_description: expect.stringContaining("lambda") },
    ],
    ["is not there", undefined, { error: "invalid_request", error_description: expect.any(String) }],
  ] as const)("and %s is no error of the server, for any grant", async (_, trigger, expected) => {
    const state = { fails: false };
    const pass = (event: TriggerEvent): TriggerEvent => event;
    const triggers = trigger && {
      PreTokenGeneration: (event: TriggerEvent) => (state.fails ? trigger() : pass(event)),
    };
    const oidc = await startOidc({ triggers: triggers ?? {} });
    const client = await oidc.givenClient({}, trigger && { LambdaConfig });
    const { UserPoolId } = client;
    await oidc.givenUser(UserPoolId);
    const { body } = await oidc.token(client, await codeOf(oidc, client));
    const again = await codeOf(oidc, client);
    const machine = await givenMachine(oidc, UserPoolId);
    state.fails = true;
    await oidc.cognito.userPools.send("UpdateUserPool", { UserPoolId, LambdaConfig });
    const forms = [
      again,
      { grant_type: "refresh_token", client_id: client.ClientId, refresh_token: String(body["refresh_token"]) },
    ];
    for (const form of forms) {
      const answer = await oidc.token(client, form);
      expect([answer.status, answer.body]).toEqual([400, expected]);
    }
    const answer = await oidc.token(machine, { grant_type: "client_credentials" }, basic(machine));
    expect([answer.status, answer.body]).toEqual([400, expected]);
    expect(oidc.defects).toEqual([]);
  });
});

describe("A grant that loses one race after another", () => {
  test("asks the client to come back, and leaves it what it has", async () => {
    const { store, failWith, mend } = failingStore();
    const oidc = await startOidc({ store, pause: async () => undefined });
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const form = await codeOf(oidc, client);
    failWith(LOST);
    const busy = await oidc.token(client, form);
    expect([busy.status, busy.body]).toEqual([
      429,
      { error: "temporarily_unavailable", error_description: "Rate exceeded" },
    ]);
    mend();
    expect((await oidc.token(client, form)).status).toBe(200);

    // The application of an implicit grant is told in its redirect.
    const browser = oidc.newBrowser();
    await browser.signIn(client);
    failWith(LOST);
    const query = authorization(client, { response_type: "token", state: "s" });
    expect((await browser.get(`${client.issuer}/oauth2/authorize?${query}`)).location).toBe(
      `${CALLBACK}#error_description=Rate+exceeded+&state=s&error=server_error`,
    );
    expect(oidc.defects).toEqual([]);
  });
});

describe("A store that does not answer", () => {
  test("is said to clients with 503, and what they showed stays good", async () => {
    const { store, failWith, mend } = failingStore();
    const oidc = await startOidc({ store });
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const form = await codeOf(oidc, client);
    failWith(STOPPED);
    const refused = await oidc.token(client, form);
    expect([refused.status, refused.body]).toEqual([503, { error: "server_error" }]);
    expect(refused.headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
    mend();
    const { status, body } = await oidc.token(client, form);
    expect(status).toBe(200);

    failWith(STOPPED);
    const revoked = await fetch(`${client.issuer}/oauth2/revoke`, {
      method: "POST",
      body: new URLSearchParams({ token: String(body["refresh_token"]), client_id: client.ClientId }),
    });
    expect([revoked.status, await revoked.json()]).toEqual([503, { error: "server_error" }]);
    expect(oidc.defects).toEqual([STOPPED, STOPPED]);
  });

  test.each(["code", "token"])("is said to browsers with 503, and leads nowhere: %s", async (response_type) => {
    const { store, failWith } = failingStore();
    const oidc = await startOidc({ store });
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const page = await browser.get(`${client.issuer}/login?${authorization(client, { response_type })}`);
    await browser.signIn(client);
    failWith(STOPPED);
    for (const answer of [
      await browser.get(`${client.issuer}/oauth2/authorize?${authorization(client, { response_type })}`),
      await browser.submit(page, { username: "alice", password: "Correct-Horse-9!" }),
    ]) {
      expect([answer.status, answer.location]).toEqual([503, undefined]);
      expect(answer.headers.get("content-type")).toBe("text/html;charset=UTF-8");
      expect(answer.text).toContain("Something went wrong. Please try again.");
      expect(answer.text).not.toContain("disk");
    }
    expect(oidc.defects).toEqual([STOPPED, STOPPED]);
  });
});
