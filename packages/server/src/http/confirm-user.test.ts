import { describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/start-test-server.ts";

interface SignedUp {
  readonly server: TestServer;
  readonly UserPoolId: string;
  readonly ClientId: string;
  /** The link in the e-mail that alice was sent. */
  readonly link: URL;
  readonly status: () => Promise<string | undefined>;
}

/** A server at which alice has signed up, through a client with a secret where one is asked for. */
async function signUp({ GenerateSecret = false, Username = "alice" } = {}): Promise<SignedUp> {
  const server = await startTestServer();
  const { userPools } = server.cognito;
  const { UserPool: { Id: UserPoolId = "" } = {} } = await userPools.send("CreateUserPool", {
    PoolName: "people",
    AutoVerifiedAttributes: ["email"],
    VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" },
  });
  const { UserPoolClient: { ClientId = "", ClientSecret } = {} } = await userPools.send("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "app",
    GenerateSecret,
  });
  const response = await server.call("SignUp", {
    ClientId,
    Username,
    Password: "Correct-Horse-9!",
    UserAttributes: [{ Name: "email", Value: "alice@example.com" }],
    ...(ClientSecret !== undefined && { SecretHash: await hashOf(ClientSecret, `${Username}${ClientId}`) }),
  });
  expect(response.status).toBe(200);
  const [message] = await server.cognito.listMessages();
  return {
    server,
    UserPoolId,
    ClientId,
    link: new URL(message?.link ?? ""),
    status: async () => (await userPools.send("AdminGetUser", { UserPoolId, Username })).UserStatus,
  };
}

async function hashOf(secret: string, text: string): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, ["sign"]);
  return Buffer.from(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text))).toString("base64");
}

describe("GET /confirmUser", () => {
  test.each([{}, { GenerateSecret: true }, { Username: "a+b&c/ü" }])(
    "confirms who opens the link of their e-mail: %j",
    async (who) => {
      const { server, link, status } = await signUp(who);
      expect(link.origin).toBe(server.url);
      expect(await status()).toBe("UNCONFIRMED");
      const response = await fetch(link);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("text/html;charset=UTF-8");
      expect(response.headers.get("cache-control")).toContain("no-store");
      expect(response.headers.get("referrer-policy")).toBe("no-referrer");
      expect(await response.text()).toContain(">Your registration has been confirmed!</h1>");
      expect(await status()).toBe("CONFIRMED");
    },
  );

  test("verifies the address that the link was sent to", async () => {
    const { server, UserPoolId, link } = await signUp();
    await fetch(link);
    const { UserAttributes } = await server.cognito.userPools.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(UserAttributes).toContainEqual({ Name: "email_verified", Value: "true" });
  });

  test("is found in lower case, too", async () => {
    const { link, status } = await signUp();
    link.pathname = "/confirmuser";
    expect((await fetch(link)).status).toBe(200);
    expect(await status()).toBe("CONFIRMED");
  });

  test("says why it does not confirm twice", async () => {
    const { link } = await signUp();
    await fetch(link);
    const response = await fetch(link);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(">User cannot be confirmed. Current status is CONFIRMED</p>");
  });

  test.each([
    ["confirmation_code", "654321", "Invalid verification code provided, please try again."],
    ["client_id", "nobody", "User pool client nobody does not exist."],
  ])("with another %s changes nothing and says why", async (name, value, reason) => {
    const { link, status } = await signUp();
    link.searchParams.set(name, value);
    const response = await fetch(link);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(`>${reason}</p>`);
    expect(await status()).toBe("UNCONFIRMED");
  });

  test.each(["client_id", "user_name", "confirmation_code"])("without its %s changes nothing", async (name) => {
    const { link, status } = await signUp();
    link.searchParams.delete(name);
    const response = await fetch(link);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(">This link is not complete</h1>");
    expect(await status()).toBe("UNCONFIRMED");
  });

  test("shows what is in the address as text", async () => {
    const { link } = await signUp();
    link.searchParams.set("client_id", "<script>alert(1)</script>");
    const response = await fetch(link);
    const page = await response.text();
    expect(page).not.toContain("<script>");
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("is not used up by a HEAD request", async () => {
    const { link, status } = await signUp();
    await fetch(link, { method: "HEAD" });
    expect(await status()).toBe("UNCONFIRMED");
  });

  test("leaves no code in the log", async () => {
    const { server, link } = await signUp();
    await fetch(link);
    await fetch(link, { method: "HEAD" });
    const log = await server.readLog();
    expect(log).toContain('"path":"/confirmUser"');
    expect(log).not.toContain(link.searchParams.get("confirmation_code"));
  });
});
