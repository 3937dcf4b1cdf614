import { describe, expect, test } from "vitest";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";

/** A pool with alice, bob, carol and Dave, and what lists of it name. */
async function givenPeople() {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool();
  const people = [
    { Username: "carol", email: "Carol@Example.com", name: "Carol Danvers", given_name: "Carol" },
    { Username: "alice", email: "alice@example.com", family_name: "Cooper", phone_number: "+15550100200" },
    { Username: "Dave", email: "dave@sample.org", preferred_username: "DD" },
    { Username: "bob", name: 'Bob "the \\ builder"' },
  ];
  for (const { Username, ...attributes } of people) {
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    await cognito.send("AdminCreateUser", { UserPoolId, Username, UserAttributes });
  }
  await cognito.givenConfirmedUser({ UserPoolId, Username: "erin" });
  await cognito.send("AdminDisableUser", { UserPoolId, Username: "bob" });
  const list = async (Filter?: string) => {
    const { Users } = await cognito.send("ListUsers", { UserPoolId, ...(Filter === undefined ? {} : { Filter }) });
    return Users?.map(({ Username }) => Username);
  };
  return { cognito, UserPoolId, list };
}

describe("ListUsers", () => {
  test("answers whole users", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const UserAttributes = [{ Name: "email", Value: "alice@example.com" }];
    const { User } = await cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", UserAttributes });
    await expect(cognito.send("ListUsers", { UserPoolId })).resolves.toEqual({ Users: [User] });
  });

  test("answers an empty list for an empty pool, and refuses one that does not exist", async () => {
    const cognito = await startCognito();
    await expect(cognito.send("ListUsers", await cognito.givenUserPool())).resolves.toEqual({ Users: [] });
    await expect(cognito.send("ListUsers", { UserPoolId: "us-east-1_nowhere00" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool us-east-1_nowhere00 does not exist.",
    );
  });

  test.each([
    [undefined, ["Dave", "alice", "bob", "carol", "erin"]],
    ["", ["Dave", "alice", "bob", "carol", "erin"]],
    ['username = "alice"', ["alice"]],
    ['username = "Alice"', []],
    ['username ^= "d"', []],
    ['username ^= "D"', ["Dave"]],
    ['email = "carol@example.COM"', ["carol"]],
    ['email ^= "A"', ["alice"]],
    ['email ^= ""', ["alice", "carol", "Dave"]],
    ['email = ""', []],
    ['phone_number = "+15550100200"', ["alice"]],
    ['phone_number ^= "+1555"', ["alice"]],
    ['name ^= "carol d"', ["carol"]],
    ['given_name="carol"', ["carol"]],
    ['family_name = "COOPER"', ["alice"]],
    ['preferred_username = "dd"', ["Dave"]],
    ['cognito:user_status = "confirmed"', ["erin"]],
    ['cognito:user_status = "CONFIRMED"', ["erin"]],
    ['cognito:user_status ^= "Con"', ["erin"]],
    ['status = "Disabled"', ["bob"]],
    ['status ^= "Dis"', ["bob"]],
    ['status = "disabled"', []],
    ['sub = "nobody"', []],
    ['"email"^="alice"', ["alice"]],
    ['  email\t^=\n"alice" ', ["alice"]],
    [String.raw`name = "Bob \"the \\ builder\""`, ["bob"]],
    [String.raw`name ^= "Bob \"the \\"`, ["bob"]],
  ])("with the filter %s answers %j", async (filter, expected) => {
    const { list } = await givenPeople();
    await expect(list(filter)).resolves.toEqual(expected);
  });

  test("finds a user by sub, whole or its beginning", async () => {
    const { cognito, UserPoolId, list } = await givenPeople();
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "erin" });
    const sub = UserAttributes?.[0]?.Value ?? "";
    await expect(list(`sub = "${sub}"`)).resolves.toEqual(["erin"]);
    await expect(list(`sub ^= "${sub.slice(0, 30)}"`)).resolves.toEqual(["erin"]);
    await expect(list(`sub = "${sub.slice(0, 30)}"`)).resolves.toEqual([]);
  });

  test("ignores case in usernames where the pool does", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UsernameConfiguration: { CaseSensitive: false } });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "Alice" });
    await expect(cognito.send("ListUsers", { UserPoolId, Filter: 'username ^= "AL"' })).resolves.toMatchObject({
      Users: [{ Username: "alice" }],
    });
  });

  test("follows changes of what it searches", async () => {
    const { cognito, UserPoolId, list } = await givenPeople();
    const UserAttributes = [{ Name: "email", Value: "new@example.com" }];
    await cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "alice", UserAttributes });
    await expect(list('email = "alice@example.com"')).resolves.toEqual([]);
    await expect(list('email = "new@example.com"')).resolves.toEqual(["alice"]);
    await cognito.send("AdminDeleteUserAttributes", { UserPoolId, Username: "alice", UserAttributeNames: ["email"] });
    await expect(list('email ^= "new"')).resolves.toEqual([]);
  });

  test.each([
    "foo",
    "email",
    'email "x"',
    "email = x",
    "email = 'x'",
    'email = "a"b"',
    'email = "x',
    'email == "x"',
    '= "x"',
    'email = "a" AND name = "b"',
    'email ^ = "x"',
    String.raw`email = "x\"`,
    "\u0000",
  ])("refuses the filter %j", async (filter) => {
    const { list } = await givenPeople();
    await expect(list(filter)).rejects.toBeCognitoError("InvalidParameterException", "Error while parsing filter.");
  });

  test.each(["custom:foo", "nickname", "Email", "toString", "email_verified"])("refuses to search %s", async (name) => {
    const { list } = await givenPeople();
    await expect(list(`${name} = "x"`)).rejects.toBeCognitoError(
      "InvalidParameterException",
      `Invalid search attribute: ${name}`,
    );
  });

  test("refuses a filter of more than 256 characters", async () => {
    const { list } = await givenPeople();
    const filter = `email = "${"x".repeat(256)}"`;
    await expect(list(filter)).rejects.toBeCognitoError(
      "InvalidParameterException",
      `1 validation error detected: Value '${filter}' at 'filter' failed to satisfy constraint: ` +
        "Member must have length less than or equal to 256",
    );
  });
});

describe("AttributesToGet", () => {
  async function attributes(cognito: TestCognito, UserPoolId: string, AttributesToGet: string[]) {
    const { Users } = await cognito.send("ListUsers", { UserPoolId, AttributesToGet, Filter: 'username = "alice"' });
    return Users?.[0]?.Attributes?.map(({ Name }) => Name);
  }

  test("shows these attributes only, and leaves out what a user does not have", async () => {
    const { cognito, UserPoolId } = await givenPeople();
    await expect(attributes(cognito, UserPoolId, ["email"])).resolves.toEqual(["email"]);
    await expect(attributes(cognito, UserPoolId, ["email", "sub", "nickname"])).resolves.toEqual(["sub", "email"]);
  });

  test("shows all when it is empty", async () => {
    const { cognito, UserPoolId } = await givenPeople();
    const all = ["sub", "email", "family_name", "phone_number"];
    await expect(attributes(cognito, UserPoolId, [])).resolves.toEqual(all);
  });

  test("refuses what is not in the schema", async () => {
    const { cognito, UserPoolId } = await givenPeople();
    await expect(attributes(cognito, UserPoolId, ["email", "custom:nope"])).rejects.toBeCognitoError(
      "InvalidParameterException",
      "One or more requested attributes do not exist.",
    );
  });
});

describe("Pages of ListUsers", () => {
  test("hold as many as Limit says, and 60 where it says nothing or 0", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    for (let index = 0; index < 61; index++) {
      await cognito.send("AdminCreateUser", { UserPoolId, Username: `user${index}` });
    }
    const sizes = [];
    for (const limit of [{}, { Limit: 0 }, { Limit: 60 }, { Limit: 1 }]) {
      const { Users, PaginationToken } = await cognito.send("ListUsers", { UserPoolId, ...limit });
      sizes.push(Users?.length);
      expect(PaginationToken).toMatch(/^CAIS/);
    }
    expect(sizes).toEqual([60, 60, 60, 1]);
    await expect(cognito.send("ListUsers", { UserPoolId, Limit: 61 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: " +
        "Member must have value less than or equal to 60",
    );
  });

  test("come with a token only where another page follows", async () => {
    const { cognito, UserPoolId } = await givenPeople();
    const { PaginationToken } = await cognito.send("ListUsers", { UserPoolId, Limit: 5 });
    expect(PaginationToken).toBeUndefined();
  });

  test("refuse a token of another pool, another filter, other attributes, out of date or made up", async () => {
    const { cognito, UserPoolId } = await givenPeople();
    const other = await cognito.givenUserPool();
    const { PaginationToken = "" } = await cognito.send("ListUsers", { UserPoolId, Limit: 1 });
    const tampered = Buffer.from(PaginationToken, "base64").subarray(0, -4).toString("base64");
    const refused = (request: object, token: string) =>
      expect(cognito.send("ListUsers", { UserPoolId, PaginationToken: token, ...request })).rejects.toMatchObject({
        name: "InvalidParameterException",
        message: expect.stringMatching(
          new RegExp(
            `^Paging marker ${token.replace(/[^A-Za-z0-9]/g, String.raw`\$&`)} is invalid for request [0-9a-f-]{36}$`,
          ),
        ),
      });
    await refused(other, PaginationToken);
    await refused({ Filter: 'email ^= "a"' }, PaginationToken);
    await refused({ Filter: 'username ^= ""' }, PaginationToken);
    await refused({ AttributesToGet: ["email"] }, PaginationToken);
    await refused({}, "made-up");
    await refused({}, tampered);
    cognito.clock.advance({ hours: 1, milliseconds: 1 });
    await refused({}, PaginationToken);
  });
});
