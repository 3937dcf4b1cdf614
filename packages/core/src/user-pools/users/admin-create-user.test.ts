import type { AttributeType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

const EMAIL = "alice@example.com";
const PHONE_NUMBER = "+15550100200";

function verified(email: string): AttributeType[] {
  return [
    { Name: "email", Value: email },
    { Name: "email_verified", Value: "true" },
  ];
}

describe("AdminCreateUser", () => {
  test("answers the user who must change a temporary password, sub first and then the attributes as they were given", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const { User } = await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "Alice",
      UserAttributes: [
        { Name: "name", Value: "Alice" },
        { Name: "email", Value: EMAIL },
      ],
    });
    const sub = User?.Attributes?.[0]?.Value;
    expect(sub).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-70[0-9a-f]{2}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(User).toEqual({
      Username: "Alice",
      Attributes: [
        { Name: "sub", Value: sub },
        { Name: "name", Value: "Alice" },
        { Name: "email", Value: EMAIL },
      ],
      UserCreateDate: Date.parse("2026-01-01") / 1000,
      UserLastModifiedDate: Date.parse("2026-01-01") / 1000,
      Enabled: true,
      UserStatus: "FORCE_CHANGE_PASSWORD",
    });
  });

  test("does not ask for required attributes", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ Schema: [{ Name: "email", Required: true }] });
    await expect(cognito.send("AdminCreateUser", { UserPoolId, Username: "alice" })).resolves.toBeDefined();
  });

  test("refuses a pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(
      cognito.send("AdminCreateUser", { UserPoolId: "us-east-1_nowhere00", Username: "alice" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nowhere00 does not exist.");
  });

  test("refuses a username with a space, and does not repeat it", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await expect(cognito.send("AdminCreateUser", { UserPoolId, Username: "alice cooper" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value at 'username' failed to satisfy constraint: " +
        String.raw`Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+`,
    );
  });

  test.each([
    [
      { Name: "custom:role", Value: "x" },
      "Attributes did not conform to the schema: Type for attribute {custom:role} could not be determined",
    ],
    [{ Name: "sub", Value: "x" }, "Cannot modify the non-mutable attribute sub"],
    [{ Name: "email", Value: "alice" }, "Invalid email address format."],
    [{ Name: "phone_number", Value: "5550100" }, "Invalid phone number format."],
    [{ Name: "email_verified", Value: "true" }, "Email is required to verify/un-verify an email"],
    [{ Name: "phone_number_verified", Value: "false" }, "Phone Number is required to verify/un-verify a phone number"],
  ])("refuses the attribute %j and creates nobody", async (attribute, message) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await expect(
      cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", UserAttributes: [attribute] }),
    ).rejects.toBeCognitoError("InvalidParameterException", message);
    await expect(cognito.send("ListUsers", { UserPoolId })).resolves.toMatchObject({ Users: [] });
  });

  test("takes True for true, and stores it in lower case", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const { User } = await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "alice",
      UserAttributes: [
        { Name: "email", Value: EMAIL },
        { Name: "email_verified", Value: "True" },
      ],
    });
    expect(User?.Attributes).toContainEqual({ Name: "email_verified", Value: "true" });
  });
});

describe("Usernames", () => {
  test("are different in upper and lower case, unless the pool ignores case", async () => {
    const cognito = await startCognito();
    const sensitive = await cognito.givenUserPool();
    await cognito.send("AdminCreateUser", { ...sensitive, Username: "Alice" });
    await cognito.send("AdminCreateUser", { ...sensitive, Username: "alice" });

    const insensitive = await cognito.givenUserPool({ UsernameConfiguration: { CaseSensitive: false } });
    const { User } = await cognito.send("AdminCreateUser", { ...insensitive, Username: "Alice" });
    expect(User?.Username).toBe("alice");
    await expect(cognito.send("AdminCreateUser", { ...insensitive, Username: "aLICE" })).rejects.toBeCognitoError(
      "UsernameExistsException",
      "User account already exists",
    );
    await expect(cognito.send("AdminGetUser", { ...insensitive, Username: "ALICE" })).resolves.toMatchObject({
      Username: "alice",
    });
  });

  test("are given to exactly one of those who ask at the same time", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => cognito.send("AdminCreateUser", { UserPoolId, Username: "alice" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({
          name: "UsernameExistsException",
          message: "User account already exists",
        });
      }
    }
  });

  test.each([
    [["email" as const], "alice", "Username should be an email."],
    [["phone_number" as const], EMAIL, "Username should be a phone number."],
    [["email" as const, "phone_number" as const], "alice", "Username should be either an email or a phone number."],
  ])("must be addresses where UsernameAttributes is %j", async (UsernameAttributes, Username, message) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UsernameAttributes });
    await expect(cognito.send("AdminCreateUser", { UserPoolId, Username })).rejects.toBeCognitoError(
      "InvalidParameterException",
      message,
    );
  });

  test.each([
    ["email" as const, EMAIL, "Username cannot be of email format, since user pool is configured for email alias."],
    [
      "phone_number" as const,
      PHONE_NUMBER,
      "Username cannot be of phone number format, since user pool is configured for phone number alias.",
    ],
  ])("cannot look like the alias %s", async (alias, Username, message) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes: [alias] });
    await expect(cognito.send("AdminCreateUser", { UserPoolId, Username })).rejects.toBeCognitoError(
      "InvalidParameterException",
      message,
    );
  });
});

describe("In a pool that signs in with addresses", () => {
  test.each([
    ["email", EMAIL],
    ["phone_number", PHONE_NUMBER],
  ])("the username is the sub, and the %s that was asked for becomes the attribute", async (attribute, Username) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UsernameAttributes: ["email", "phone_number"] });
    const { User } = await cognito.send("AdminCreateUser", { UserPoolId, Username });
    expect(User?.Attributes).toEqual([
      { Name: "sub", Value: User?.Username },
      { Name: attribute, Value: Username },
    ]);
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username })).resolves.toMatchObject({
      Username: User?.Username,
    });
  });

  test.each([
    ["email", EMAIL],
    ["phone_number", PHONE_NUMBER],
  ])("a second user with the %s is refused, verified or not", async (attribute, Username) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UsernameAttributes: ["email", "phone_number"] });
    const attempts = await Promise.allSettled([
      cognito.send("AdminCreateUser", { UserPoolId, Username }),
      cognito.send("AdminCreateUser", { UserPoolId, Username }),
    ]);
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(
      cognito.send("AdminCreateUser", { UserPoolId, Username, ForceAliasCreation: true }),
    ).rejects.toBeCognitoError("UsernameExistsException", `An account with the given ${attribute} already exists.`);
  });
});

describe("In a pool with aliases", () => {
  const AliasAttributes = ["email" as const, "phone_number" as const, "preferred_username" as const];

  test.each([
    [verified(EMAIL), "An account with the email already exists."],
    [
      [
        { Name: "phone_number", Value: PHONE_NUMBER },
        { Name: "phone_number_verified", Value: "true" },
      ],
      "An account with the phone_number already exists.",
    ],
    [[{ Name: "preferred_username", Value: "al" }], "Already found an entry for the provided username."],
  ])("%j belongs to one of two who ask at the same time", async (UserAttributes, message) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes });
    const results = await Promise.allSettled(
      ["one", "two"].map((Username) => cognito.send("AdminCreateUser", { UserPoolId, Username, UserAttributes })),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(
      cognito.send("AdminCreateUser", { UserPoolId, Username: "three", UserAttributes }),
    ).rejects.toBeCognitoError("UsernameExistsException", message);
  });

  test("an address that is not verified belongs to nobody", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes });
    const UserAttributes = [{ Name: "email", Value: EMAIL }];
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "one", UserAttributes });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "two", UserAttributes });
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: EMAIL })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
  });

  test("a taken username is reported before a taken alias", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes });
    const user = { UserPoolId, Username: "alice", UserAttributes: verified(EMAIL) };
    await cognito.send("AdminCreateUser", user);
    await expect(cognito.send("AdminCreateUser", user)).rejects.toBeCognitoError(
      "UsernameExistsException",
      "User account already exists",
    );
  });

  test("ForceAliasCreation takes addresses from their owner, whose attributes stay, unverified", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes });
    const UserAttributes = [
      ...verified(EMAIL),
      { Name: "phone_number", Value: PHONE_NUMBER },
      { Name: "phone_number_verified", Value: "true" },
    ];
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "old", UserAttributes });
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "new", UserAttributes, ForceAliasCreation: true });

    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: EMAIL })).resolves.toMatchObject({
      Username: "new",
    });
    const { UserAttributes: attributesOfOld } = await cognito.send("AdminGetUser", { UserPoolId, Username: "old" });
    expect(attributesOfOld?.slice(1)).toEqual([
      { Name: "email", Value: EMAIL },
      { Name: "email_verified", Value: "false" },
      { Name: "phone_number", Value: PHONE_NUMBER },
      { Name: "phone_number_verified", Value: "false" },
    ]);
  });

  test("ForceAliasCreation does not take a preferred_username, and then takes nothing", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes });
    const UserAttributes = [...verified(EMAIL), { Name: "preferred_username", Value: "al" }];
    await cognito.send("AdminCreateUser", { UserPoolId, Username: "old", UserAttributes });
    await expect(
      cognito.send("AdminCreateUser", { UserPoolId, Username: "new", UserAttributes, ForceAliasCreation: true }),
    ).rejects.toBeCognitoError("UsernameExistsException", "Already found an entry for the provided username.");
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: EMAIL })).resolves.toMatchObject({
      Username: "old",
    });
  });

  test("ForceAliasCreation does not take an address that somebody has for a preferred_username", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes });
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "old",
      UserAttributes: [{ Name: "preferred_username", Value: EMAIL }],
    });
    await expect(
      cognito.send("AdminCreateUser", {
        UserPoolId,
        Username: "new",
        UserAttributes: verified(EMAIL),
        ForceAliasCreation: true,
      }),
    ).rejects.toBeCognitoError("UsernameExistsException", "An account with the email already exists.");
  });

  test("of two who force an alias at the same time one has it in the end", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes });
    const user = { UserPoolId, UserAttributes: verified(EMAIL), ForceAliasCreation: true };
    await Promise.all(["one", "two"].map((Username) => cognito.send("AdminCreateUser", { ...user, Username })));
    const { Users = [] } = await cognito.send("ListUsers", { UserPoolId, Filter: `email = "${EMAIL}"` });
    const flags = Users.map(({ Attributes = [] }) => Attributes.find(({ Name }) => Name === "email_verified")?.Value);
    expect(new Set(flags)).toEqual(new Set(["false", "true"]));
  });
});
