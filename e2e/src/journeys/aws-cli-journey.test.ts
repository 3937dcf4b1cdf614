import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aws, errorOf, HAS_AWS_CLI } from "../running/aws-cli.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";

const PASSWORD = "Correct-Horse-9!";
const NEW_PASSWORD = "Better-Horse-10!";

let server: RunningServer;

function inbox(url: string): Promise<{ username: string; code: string }[]> {
  return fetch(`${url}/_cogmock/messages`).then(
    (response) => response.json() as Promise<{ username: string; code: string }[]>,
  );
}

describe.skipIf(!HAS_AWS_CLI)(`The AWS CLI${HAS_AWS_CLI ? "" : " (not installed: Debian package awscli)"}`, () => {
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server.stop();
  });

  // Twenty-five commands, each of which is a second of Python, or several where other tests run beside it.
  const timeout = 240_000;

  test("goes from an empty server to a user who has signed up, signed in, changed passwords and signed out", {
    timeout,
  }, async () => {
    const { url } = server;
    const { UserPool } = await aws(
      url,
      "create-user-pool",
      "--pool-name",
      "cli",
      "--auto-verified-attributes",
      "email",
    );
    const { Id } = UserPool as { Id: string };
    expect(Id).toMatch(/^eu-west-1_[0-9A-Za-z]{9}$/);
    const pool = ["--user-pool-id", Id];
    const { UserPoolClient } = await aws(
      url,
      "create-user-pool-client",
      ...pool,
      "--client-name",
      "app",
      "--explicit-auth-flows",
      "ALLOW_USER_PASSWORD_AUTH",
      "ALLOW_ADMIN_USER_PASSWORD_AUTH",
      "ALLOW_REFRESH_TOKEN_AUTH",
    );
    const { ClientId } = UserPoolClient as { ClientId: string };
    const client = ["--client-id", ClientId];
    const signIn = async (username: string, password: string) => {
      const parameters = `USERNAME=${username},PASSWORD=${password}`;
      const answer = await aws(
        url,
        "initiate-auth",
        ...client,
        "--auth-flow",
        "USER_PASSWORD_AUTH",
        "--auth-parameters",
        parameters,
      );
      return answer["AuthenticationResult"] as Record<"AccessToken" | "RefreshToken", string>;
    };

    await aws(
      url,
      "sign-up",
      ...client,
      "--username",
      "ann",
      "--password",
      PASSWORD,
      "--user-attributes",
      "Name=email,Value=ann@example.com",
    );
    expect(await errorOf(signIn("ann", PASSWORD))).toBe(
      "An error occurred (UserNotConfirmedException) when calling the InitiateAuth operation: User is not confirmed.",
    );
    const code = (await inbox(url)).find(({ username }) => username === "ann")?.code ?? "";
    await aws(url, "confirm-sign-up", ...client, "--username", "ann", "--confirmation-code", code);
    const { AccessToken, RefreshToken } = await signIn("ann", PASSWORD);
    const me = await aws(url, "get-user", "--access-token", AccessToken);
    expect(me["Username"]).toBe("ann");

    await aws(url, "create-group", ...pool, "--group-name", "admins");
    expect(await aws(url, "admin-add-user-to-group", ...pool, "--username", "ann", "--group-name", "admins")).toEqual(
      {},
    );
    const { Groups } = await aws(url, "admin-list-groups-for-user", ...pool, "--username", "ann");
    expect(Groups).toMatchObject([{ GroupName: "admins" }]);

    const refreshed = await aws(
      url,
      "initiate-auth",
      ...client,
      "--auth-flow",
      "REFRESH_TOKEN_AUTH",
      "--auth-parameters",
      `REFRESH_TOKEN=${RefreshToken}`,
    );
    expect(refreshed["AuthenticationResult"]).toHaveProperty("AccessToken");

    await aws(
      url,
      "change-password",
      "--access-token",
      AccessToken,
      "--previous-password",
      PASSWORD,
      "--proposed-password",
      NEW_PASSWORD,
    );
    expect(await errorOf(signIn("ann", PASSWORD))).toBe(
      "An error occurred (NotAuthorizedException) when calling the InitiateAuth operation: Incorrect username or password.",
    );
    await aws(url, "forgot-password", ...client, "--username", "ann");
    await aws(
      url,
      "confirm-forgot-password",
      ...client,
      "--username",
      "ann",
      "--confirmation-code",
      "123456",
      "--password",
      PASSWORD,
    );
    const again = await signIn("ann", PASSWORD);

    await aws(url, "global-sign-out", "--access-token", again.AccessToken);
    expect(await errorOf(aws(url, "get-user", "--access-token", again.AccessToken))).toBe(
      "An error occurred (NotAuthorizedException) when calling the GetUser operation: Access Token has been revoked",
    );

    await aws(url, "admin-create-user", ...pool, "--username", "bob", "--message-action", "SUPPRESS");
    await aws(url, "admin-set-user-password", ...pool, "--username", "bob", "--password", PASSWORD, "--permanent");
    const bob = await signIn("bob", PASSWORD);
    await aws(url, "revoke-token", ...client, "--token", bob.RefreshToken);
    const { Users } = await aws(url, "list-users", ...pool, "--filter", 'username ^= "b"');
    expect(Users).toMatchObject([{ Username: "bob", UserStatus: "CONFIRMED" }]);
    expect(await aws(url, "delete-user-pool", ...pool)).toEqual({});
  });

  test("makes signatures that --strict-signatures accepts", async () => {
    const strict = await startServer(["--strict-signatures", "--credentials", "test:test"]);
    try {
      const { UserPool } = await aws(strict.url, "create-user-pool", "--pool-name", "a strict pool");
      const { Id } = UserPool as { Id: string };
      const group = ["--group-name", "größe", "--description", '100% "quoted" ünïcode 🎉'];
      const { Group } = await aws(strict.url, "create-group", "--user-pool-id", Id, ...group);
      expect(Group).toMatchObject({ Description: '100% "quoted" ünïcode 🎉' });
    } finally {
      await strict.stop();
    }
  });

  test("is told by --strict-signatures when its secret is wrong", async () => {
    const strict = await startServer(["--strict-signatures", "--credentials", "test:another"]);
    try {
      expect(await errorOf(aws(strict.url, "list-user-pools", "--max-results", "1"))).toBe(
        "An error occurred (InvalidSignatureException) when calling the ListUserPools operation: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
      );
    } finally {
      await strict.stop();
    }
  });
});
