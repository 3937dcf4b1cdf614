import { request as httpRequest } from "node:http";
import { expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/start-test-server.ts";

const CALLBACK = "http://localhost:3000/callback";

async function givenClient({ cognito }: TestServer): Promise<{ readonly UserPoolId: string; readonly query: string }> {
  const { UserPool } = await cognito.userPools.send("CreateUserPool", { PoolName: "people" });
  const UserPoolId = UserPool?.Id ?? "";
  const { UserPoolClient } = await cognito.userPools.send("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "app",
    CallbackURLs: [CALLBACK],
    AllowedOAuthFlows: ["code"],
    AllowedOAuthScopes: ["openid"],
    AllowedOAuthFlowsUserPoolClient: true,
  });
  const query = new URLSearchParams({
    response_type: "code",
    client_id: UserPoolClient?.ClientId ?? "",
    redirect_uri: CALLBACK,
  });
  return { UserPoolId, query: query.toString() };
}

test("a pool's pages are below its id, by the client alone, and in whatever spelling AWS's guides have", async () => {
  const server = await startTestServer();
  const { UserPoolId, query } = await givenClient(server);
  for (const prefix of ["", `/${UserPoolId}`, `/cognito/${UserPoolId}`]) {
    for (const path of ["/oauth2/authorize", "/authorize"]) {
      const response = await fetch(`${server.url}${prefix}${path}?${query}`, { redirect: "manual" });
      expect(response.headers.get("location")).toBe(`${prefix}/login?${query}`);
    }
    expect((await fetch(`${server.url}${prefix}/login?${query}`)).status).toBe(200);
    expect((await fetch(`${server.url}${prefix}/oauth2/userinfo`)).status).toBe(400);
  }
  const elsewhere = await fetch(`${server.url}/us-east-1_Nowhere00/login?${query}`, { redirect: "manual" });
  expect(elsewhere.status).toBe(400);
  expect(elsewhere.headers.get("location")).toBeNull();
});

test("a pool with a domain has its pages there, with AWS's name of the cookie", async () => {
  const server = await startTestServer();
  const { UserPoolId, query } = await givenClient(server);
  const { cognito } = server;
  await cognito.userPools.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
  await cognito.userPools.send("AdminCreateUser", { UserPoolId, Username: "alice", MessageAction: "SUPPRESS" });
  const Password = "Correct-Horse-9!";
  await cognito.userPools.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password, Permanent: true });
  const csrf = crypto.randomUUID();
  const body = new URLSearchParams({ _csrf: csrf, username: "alice", password: Password }).toString();
  // fetch does not let a caller choose the Host.
  const cookies = await new Promise<readonly string[]>((resolve, reject) => {
    const sent = httpRequest(
      {
        port: server.port,
        host: "127.0.0.1",
        method: "POST",
        path: `/login?${query}`,
        headers: {
          host: `my-app.auth.localhost:${server.port}`,
          cookie: `XSRF-TOKEN=${csrf}`,
          "content-type": "application/x-www-form-urlencoded",
        },
      },
      (response) => {
        response.resume();
        expect(response.headers.location).toContain(`${CALLBACK}?code=`);
        resolve(response.headers["set-cookie"] ?? []);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
  expect(cookies.some((cookie) => cookie.startsWith("cognito="))).toBe(true);
});
