import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startOidc, type TestOidc } from "../testing/start-oidc.ts";
import { authorization, PASSWORD, type TestClient } from "../testing/test-client.ts";

const ARN = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

interface Refused {
  readonly why: string;
  readonly message: string;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly typed?: { readonly username?: string; readonly password?: string };
  readonly before?: (oidc: TestOidc, client: TestClient) => Promise<unknown>;
}

const fail = (): never => {
  throw new Error("not today");
};
const triggers = { PreAuthentication: fail, PostAuthentication: fail, UserMigration: fail };

const REFUSED: readonly Refused[] = [
  { why: "a wrong password", typed: { password: "wrong" }, message: "Incorrect username or password." },
  { why: "no password", typed: { password: "" }, message: "Missing required parameter PASSWORD" },
  {
    why: "a user that there is not",
    client: { PreventUserExistenceErrors: "ENABLED" },
    typed: { username: "nobody" },
    message: "Incorrect username or password.",
  },
  {
    why: "a user that there is not, of a client that says so",
    client: { PreventUserExistenceErrors: "LEGACY" },
    typed: { username: "nobody" },
    message: "User does not exist.",
  },
  {
    why: "a user who is disabled",
    before: ({ cognito }, { UserPoolId }) =>
      cognito.userPools.send("AdminDisableUser", { UserPoolId, Username: "alice" }),
    message: "User is disabled.",
  },
  {
    why: "a client of custom challenges alone",
    client: { ExplicitAuthFlows: ["CUSTOM_AUTH_FLOW_ONLY"] },
    message: "Invalid parameter in request",
  },
  {
    why: "a trigger that refuses before",
    pool: { LambdaConfig: { PreAuthentication: ARN("PreAuthentication") } },
    message: "PreAuthentication failed with error not today.",
  },
  {
    why: "a trigger that refuses after",
    pool: { LambdaConfig: { PostAuthentication: ARN("PostAuthentication") } },
    message: "PostAuthentication failed with error not today.",
  },
  {
    why: "a migration that fails",
    pool: { LambdaConfig: { UserMigration: ARN("UserMigration") } },
    client: { PreventUserExistenceErrors: "LEGACY" },
    typed: { username: "nobody" },
    message: "UserMigration failed with error not today.",
  },
  {
    why: "a wrong password after five others",
    typed: { password: "wrong" },
    before: async (oidc, client) => {
      for (let count = 0; count < 5; count++) await oidc.newBrowser().signIn(client, {}, { password: "wrong" });
    },
    message: "Password attempts exceeded",
  },
];

describe("A sign-in that is refused", () => {
  test.each(REFUSED)("$why: the page again, which says $message", async ({ client, pool, typed, before, message }) => {
    const oidc = await startOidc({ triggers });
    const hosted = await oidc.givenClient(client, pool);
    await oidc.givenUser(hosted.UserPoolId);
    await before?.(oidc, hosted);
    const browser = oidc.newBrowser();
    const page = await browser.signIn(hosted, { state: "s" }, typed);
    expect([page.status, page.location]).toEqual([200, undefined]);
    expect(page.text).toContain(
      `<p id="loginErrorMessage" class="errorMessage-customizable" role="alert">${message}</p>`,
    );
    expect(page.text).toContain('<form name="cognitoSignInForm"');
    expect(page.text).toContain(`value="${typed?.username ?? "alice"}"`);
    expect([...browser.cookies.keys()]).toEqual(["XSRF-TOKEN"]);
  });

  test("a user who has not confirmed is asked for the code", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { ClientId } = client;
    await oidc.cognito.userPools.send("SignUp", { ClientId, Username: "bob", Password: PASSWORD });
    // AWS does not look at the password before that.
    for (const password of [PASSWORD, "wrong"]) {
      const page = await oidc.newBrowser().signIn(client, {}, { username: "bob", password });
      expect([page.status, page.location, page.text.includes('id="verification_code"')]).toEqual([
        200,
        undefined,
        true,
      ]);
    }
  });

  test("a user whose password was reset is asked for another", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { UserPoolId } = client;
    await oidc.givenUser(UserPoolId, "alice", { email: "a@example.com", email_verified: "true" });
    await oidc.cognito.userPools.send("AdminResetUserPassword", { UserPoolId, Username: "alice" });
    const page = await oidc.newBrowser().signIn(client);
    expect([page.status, page.text.includes('name="confirmPassword"')]).toEqual([200, true]);
  });

  test("a challenge that is answered too late ends where sign-ins begin", async () => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    const { UserPoolId } = client;
    const MessageAction = "SUPPRESS";
    await oidc.cognito.userPools.send("AdminCreateUser", {
      UserPoolId,
      Username: "alice",
      TemporaryPassword: PASSWORD,
      MessageAction,
    });
    const browser = oidc.newBrowser();
    const page = await browser.signIn(client);
    oidc.advance(15 * 60);
    const late = await browser.submit(page, { new_password: "Another-1!", confirm_password: "Another-1!" });
    expect(late.status).toBe(200);
    expect(late.text).toContain('role="alert">Invalid session for the user, session is expired.</p>');
    expect(late.text).toContain('<form name="cognitoSignInForm"');
  });

  test.each(["/login", "/login/continue"])("a form that no page of ours has sent is refused at %s", async (path) => {
    const oidc = await startOidc();
    const client = await oidc.givenClient();
    await oidc.givenUser(client.UserPoolId);
    const browser = oidc.newBrowser();
    const at = `${client.issuer}${path}?${authorization(client)}`;
    await browser.get(at);
    const page = await browser.post(at, { username: "alice", password: PASSWORD });
    expect([page.status, page.location]).toEqual([403, undefined]);
    expect(page.text).toContain("Something went wrong. Please try again.");
  });
});
