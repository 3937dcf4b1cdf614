import { describe, expect, test } from "vitest";
import { startCognitoWithPool } from "../../testing/given-domain.ts";
import { MAX_RESOURCE_SERVERS } from "./create-resource-server.ts";
import { customScopesOfPool } from "./custom-scopes.ts";

const Identifier = "https://api.example.com/v1";
const READ = { ScopeName: "read", ScopeDescription: "Read orders" };
const WRITE = { ScopeName: "write", ScopeDescription: "Write orders" };
const MISSING = ["ResourceNotFoundException", `Resource server ${Identifier} does not exist.`] as const;

describe("CreateResourceServer", () => {
  test("answers the resource server with its scopes in order of name", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const answer = await cognito.send("CreateResourceServer", {
      UserPoolId,
      Identifier,
      Name: "Orders",
      Scopes: [WRITE, READ],
    });
    const ResourceServer = { UserPoolId, Identifier, Name: "Orders", Scopes: [READ, WRITE] };
    expect(answer).toEqual({ ResourceServer });
    expect(await cognito.send("DescribeResourceServer", { UserPoolId, Identifier })).toEqual({ ResourceServer });
  });

  test("answers no scopes of one that has none", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const answer = await cognito.send("CreateResourceServer", { UserPoolId, Identifier, Name: "Orders", Scopes: [] });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ ResourceServer: { UserPoolId, Identifier, Name: "Orders" } });
  });

  test("refuses a second one of the same identifier, and leaves the first as it was", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await cognito.send("CreateResourceServer", { UserPoolId, Identifier, Name: "First" });
    await expect(
      cognito.send("CreateResourceServer", { UserPoolId, Identifier, Name: "Second" }),
    ).rejects.toBeCognitoError("InvalidParameterException", `${Identifier} already exists in user pool ${UserPoolId}.`);
    const { ResourceServer } = await cognito.send("DescribeResourceServer", { UserPoolId, Identifier });
    expect(ResourceServer.Name).toBe("First");
    const other = await cognito.givenUserPool();
    await cognito.send("CreateResourceServer", { UserPoolId: other.UserPoolId, Identifier, Name: "Second" });
  });

  test("makes one of two racing calls", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const calls = await Promise.allSettled(
      ["One", "Two"].map((Name) => cognito.send("CreateResourceServer", { UserPoolId, Identifier, Name })),
    );
    expect(calls.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("refuses one too many", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const create = (number: number) =>
      cognito.send("CreateResourceServer", { UserPoolId, Identifier: `api${number}`, Name: "API" });
    for (let number = 0; number < MAX_RESOURCE_SERVERS; number += 1) await create(number);
    await expect(create(MAX_RESOURCE_SERVERS)).rejects.toBeCognitoError(
      "LimitExceededException",
      "The limit of 25 resource servers per user pool has been reached.",
    );
  });

  test("refuses a scope whose name has a slash, and an identifier with a blank", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const Scopes = [{ ScopeName: "a/b", ScopeDescription: "both" }];
    await expect(
      cognito.send("CreateResourceServer", { UserPoolId, Identifier, Name: "Orders", Scopes }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value 'a/b' at 'scopes.1.member.scopeName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]+",
    );
    await expect(
      cognito.send("CreateResourceServer", { UserPoolId, Identifier: "my api", Name: "Orders" }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value 'my api' at 'identifier' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\x21\\x23-\\x5B\\x5D-\\x7E]+",
    );
  });
});

describe("UpdateResourceServer", () => {
  test("replaces name and scopes, so that it has no scopes where none are given", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await cognito.send("CreateResourceServer", { UserPoolId, Identifier, Name: "Orders", Scopes: [READ] });
    const changed = await cognito.send("UpdateResourceServer", {
      UserPoolId,
      Identifier,
      Name: "Sales",
      Scopes: [WRITE],
    });
    expect(changed.ResourceServer).toEqual({ UserPoolId, Identifier, Name: "Sales", Scopes: [WRITE] });
    const emptied = await cognito.send("UpdateResourceServer", { UserPoolId, Identifier, Name: "Sales" });
    expect(emptied.ResourceServer.Scopes).toBeUndefined();
  });

  test("keeps the place in the list", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await cognito.send("CreateResourceServer", { UserPoolId, Identifier: "z", Name: "First" });
    cognito.clock.advance({ seconds: 1 });
    await cognito.send("CreateResourceServer", { UserPoolId, Identifier: "a", Name: "Second" });
    await cognito.send("UpdateResourceServer", { UserPoolId, Identifier: "z", Name: "Still first" });
    const { ResourceServers } = await cognito.send("ListResourceServers", { UserPoolId });
    expect(ResourceServers.map(({ Name }) => Name)).toEqual(["Still first", "Second"]);
  });
});

describe("ListResourceServers", () => {
  test("pages through the resource servers of the pool and ends without a token", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    expect(await cognito.send("ListResourceServers", { UserPoolId })).toEqual({ ResourceServers: [] });
    for (const name of ["c", "a", "b"]) {
      await cognito.send("CreateResourceServer", { UserPoolId, Identifier: name, Name: name });
      cognito.clock.advance({ seconds: 1 });
    }
    const first = await cognito.send("ListResourceServers", { UserPoolId, MaxResults: 2 });
    const last = await cognito.send("ListResourceServers", { UserPoolId, MaxResults: 2, NextToken: first.NextToken });
    expect([first, last].map(({ ResourceServers }) => ResourceServers.map(({ Name }) => Name))).toEqual([
      ["c", "a"],
      ["b"],
    ]);
    expect(last.NextToken).toBeUndefined();
  });

  test("refuses a page too large", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await expect(cognito.send("ListResourceServers", { UserPoolId, MaxResults: 51 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '51' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 50",
    );
  });
});

test("a resource server that does not exist is not described, changed or deleted", async () => {
  const { cognito, UserPoolId } = await startCognitoWithPool();
  await cognito.send("CreateResourceServer", { UserPoolId, Identifier, Name: "Orders" });
  expect(await cognito.send("DeleteResourceServer", { UserPoolId, Identifier })).toBeUndefined();
  for (const call of [
    cognito.send("DescribeResourceServer", { UserPoolId, Identifier }),
    cognito.send("UpdateResourceServer", { UserPoolId, Identifier, Name: "Orders" }),
    cognito.send("DeleteResourceServer", { UserPoolId, Identifier }),
  ]) {
    await expect(call).rejects.toBeCognitoError(...MISSING);
  }
});

test("the custom scopes of a pool are those of all its resource servers", async () => {
  const { cognito, UserPoolId } = await startCognitoWithPool();
  const other = await cognito.givenUserPool();
  await cognito.send("CreateResourceServer", { UserPoolId, Identifier, Name: "Orders", Scopes: [READ, WRITE] });
  await cognito.send("CreateResourceServer", { UserPoolId, Identifier: "api", Name: "API", Scopes: [READ] });
  await cognito.send("CreateResourceServer", { ...other, Identifier: "elsewhere", Name: "API", Scopes: [READ] });
  expect([...(await customScopesOfPool(cognito, UserPoolId))].toSorted()).toEqual([
    "api/read",
    `${Identifier}/read`,
    `${Identifier}/write`,
  ]);
});
