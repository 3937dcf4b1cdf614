import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { describe, expect, test } from "vitest";
import { emptyFolder, runCogmock, type StartedServer, startCogmock } from "../testing/run-cogmock.ts";

const PASSWORD = "Correct-Horse-9!";

/** A kind of storage, empty, and a server on it. Data that lives with its server is exported from that server. */
interface Driver {
  readonly name: string;
  /** @returns the flags of `start`, and those of `export` and `import` when no server runs */
  readonly givenEmpty: () => Promise<{ readonly start: readonly string[]; readonly alone?: readonly string[] }>;
}

const memory: Driver = { name: "memory", givenEmpty: async () => ({ start: ["--memory"] }) };
const sqlite: Driver = {
  name: "SQLite",
  givenEmpty: async () => {
    const flags = ["--data", path.join(emptyFolder(), "data.sqlite")];
    return { start: flags, alone: flags };
  },
};
const postgres: Driver = {
  name: "PostgreSQL",
  givenEmpty: async () => {
    const flags = ["--data", await givenDatabase()];
    return { start: flags, alone: flags };
  },
};

interface Person {
  readonly ClientId: string;
  readonly RefreshToken: string;
  readonly AccessToken: string;
  readonly jwks: string;
}

async function signIn(
  server: StartedServer,
  AuthFlow: string,
  ClientId: string,
  AuthParameters: Record<string, string>,
): Promise<{ readonly AccessToken: string; readonly RefreshToken: string }> {
  const { AuthenticationResult } = await server.call("InitiateAuth", { AuthFlow, ClientId, AuthParameters });
  return JSON.parse(JSON.stringify(AuthenticationResult));
}

/** The keys of a pool, whose id is in the token's issuer. */
async function jwksFor(server: StartedServer, accessToken: string): Promise<string> {
  const { iss } = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString());
  return (await fetch(`${server.url}/${String(iss).split("/").at(-1)}/.well-known/jwks.json`)).text();
}

/** Somebody who has signed in, in a group, with odd letters in the name. */
async function givenPerson(server: StartedServer): Promise<Person> {
  const { UserPool } = await server.call("CreateUserPool", { PoolName: "people" });
  const { Id: UserPoolId } = JSON.parse(JSON.stringify(UserPool));
  const { UserPoolClient } = await server.call("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "app",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  const { ClientId } = JSON.parse(JSON.stringify(UserPoolClient));
  const UserAttributes = [{ Name: "name", Value: "Änn 😀 \u0000\n" }];
  await server.call("AdminCreateUser", { UserPoolId, Username: "ann", UserAttributes });
  await server.call("AdminSetUserPassword", { UserPoolId, Username: "ann", Password: PASSWORD, Permanent: true });
  await server.call("CreateGroup", { UserPoolId, GroupName: "admins" });
  await server.call("AdminAddUserToGroup", { UserPoolId, GroupName: "admins", Username: "ann" });
  const tokens = await signIn(server, "USER_PASSWORD_AUTH", ClientId, { USERNAME: "ann", PASSWORD });
  return { ClientId, ...tokens, jwks: await jwksFor(server, tokens.AccessToken) };
}

/** What there is, without the header. */
function contentsOf(text: string): string {
  return createHash("sha256")
    .update(text.slice(text.indexOf("\n")))
    .digest("hex");
}

/** Everything passes through these, one after the other. */
function testMove(...[first, ...others]: readonly [Driver, ...Driver[]]): void {
  const way = [first, ...others].map(({ name }) => name).join(" to ");
  test(`move everything from ${way}: passwords, refresh tokens and keys stay good`, async () => {
    const file = path.join(emptyFolder(), "everything.ndjson");
    const { start, alone } = await first.givenEmpty();
    const origin = await startCogmock(start);
    const person = await givenPerson(origin);
    if (alone !== undefined) await origin.stop();
    let exported = await runCogmock(["export", ...(alone ?? ["--endpoint", origin.url])]);
    expect(exported).toMatchObject({ exitCode: 0, stderr: "exported 8 documents\n" });
    const contents = contentsOf(exported.stdout);

    for (const driver of others) {
      writeFileSync(file, exported.stdout);
      const next = await driver.givenEmpty();
      const imported = { exitCode: 0, stdout: "", stderr: "imported 8 documents\n" };
      if (next.alone !== undefined) expect(await runCogmock(["import", file, ...next.alone])).toEqual(imported);
      const server = await startCogmock(next.start);
      const running = ["--endpoint", server.url];
      if (next.alone === undefined) expect(await runCogmock(["import", file, ...running])).toEqual(imported);
      exported = await runCogmock(["export", ...running]);
      expect(contentsOf(exported.stdout)).toBe(contents);

      const { ClientId, AccessToken, RefreshToken, jwks } = person;
      expect(await server.call("GetUser", { AccessToken })).toMatchObject({ Username: "ann" });
      expect(await jwksFor(server, AccessToken)).toBe(jwks);
      await signIn(server, "REFRESH_TOKEN_AUTH", ClientId, { REFRESH_TOKEN: RefreshToken });
      await signIn(server, "USER_PASSWORD_AUTH", ClientId, { USERNAME: "ann", PASSWORD });
      await server.stop();
    }
  });
}

describe("cogmock export and import", () => {
  testMove(memory, sqlite, memory);
});

describeOnPostgres("cogmock export and import", () => {
  testMove(postgres, sqlite, postgres);
});
