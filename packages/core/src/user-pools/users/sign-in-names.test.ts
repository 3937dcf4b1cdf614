import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { attributeList } from "../../testing/given-bearer.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

const EMAIL = "Alice@Example.com";
const PHONE_NUMBER = "+15550100200";
const UNVERIFIED = { email: EMAIL, phone_number: PHONE_NUMBER };
const VERIFIED = { ...UNVERIFIED, email_verified: "true", phone_number_verified: "true" };

interface Case {
  readonly what: string;
  readonly pool: Partial<CreateUserPoolRequest>;
  readonly Username: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The names that find the user, and no others of all that are tried. */
  readonly names: readonly string[];
}

const ALIASES = ["email", "phone_number", "preferred_username"] as const;
const IGNORING_CASE = { UsernameConfiguration: { CaseSensitive: false } };
const CASES: readonly Case[] = [
  { what: "a plain pool", pool: {}, Username: "Alice", attributes: VERIFIED, names: ["Alice"] },
  {
    what: "a plain pool, preferred_username set",
    pool: {},
    Username: "Alice",
    attributes: { preferred_username: "Al" },
    names: ["Alice"],
  },
  {
    what: "a pool that ignores case",
    pool: IGNORING_CASE,
    Username: "Alice",
    attributes: VERIFIED,
    names: ["Alice", "alice"],
  },
  {
    what: "a pool with aliases, nothing verified",
    pool: { AliasAttributes: [...ALIASES] },
    Username: "Alice",
    attributes: UNVERIFIED,
    names: ["Alice"],
  },
  {
    what: "a pool with aliases, all verified",
    pool: { AliasAttributes: [...ALIASES] },
    Username: "Alice",
    attributes: { ...VERIFIED, preferred_username: "Al" },
    names: ["Alice", EMAIL, PHONE_NUMBER, "Al"],
  },
  {
    what: "a pool with one alias",
    pool: { AliasAttributes: ["phone_number"] },
    Username: "Alice",
    attributes: VERIFIED,
    names: ["Alice", PHONE_NUMBER],
  },
  {
    what: "a pool with aliases that ignores case",
    pool: { AliasAttributes: [...ALIASES], ...IGNORING_CASE },
    Username: "Alice",
    attributes: { ...VERIFIED, preferred_username: "Al" },
    names: ["Alice", "alice", EMAIL, "alice@example.com", PHONE_NUMBER, "Al", "al"],
  },
  {
    what: "a pool with e-mail addresses for usernames",
    pool: { UsernameAttributes: ["email"] },
    Username: EMAIL,
    attributes: { phone_number: PHONE_NUMBER },
    names: [EMAIL],
  },
  {
    what: "a pool with e-mail addresses for usernames that ignores case",
    pool: { UsernameAttributes: ["email"], ...IGNORING_CASE },
    Username: EMAIL,
    attributes: {},
    names: [EMAIL, "alice@example.com"],
  },
  {
    what: "a pool with phone numbers for usernames",
    pool: { UsernameAttributes: ["phone_number"] },
    Username: PHONE_NUMBER,
    attributes: { email: EMAIL },
    names: [PHONE_NUMBER],
  },
  {
    what: "a pool with both for usernames",
    pool: { UsernameAttributes: ["email", "phone_number"] },
    Username: EMAIL,
    attributes: { phone_number: PHONE_NUMBER },
    names: [EMAIL, PHONE_NUMBER],
  },
];
const ALL_NAMES = ["Alice", "alice", EMAIL, "alice@example.com", PHONE_NUMBER, "Al", "al"];

async function givenUser(cognito: TestCognito, { pool, Username, attributes }: Omit<Case, "what" | "names">) {
  const { UserPoolId } = await cognito.givenUserPool(pool);
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
  const user = await cognito.givenConfirmedUser({ UserPoolId, Username, UserAttributes: attributeList(attributes) });
  return { UserPoolId, ClientId, username: user.Username };
}

/** Which of these names an operation takes for a user of the pool. */
async function accepted(names: readonly string[], operation: (name: string) => Promise<unknown>): Promise<string[]> {
  const outcomes = await Promise.allSettled(names.map(operation));
  return names.filter((_, index) => outcomes[index]?.status === "fulfilled");
}

describe.each(CASES)("In $what, a user whom an administrator made", ({ pool, Username, attributes, names }) => {
  test("is found by their names and by no others, whatever looks for them", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId, username } = await givenUser(cognito, { pool, Username, attributes });
    const signIn = (name: string) => cognito.givenTokens({ ClientId, Username: name });
    const adminGetUser = (name: string) => cognito.send("AdminGetUser", { UserPoolId, Username: name });
    expect(await accepted(ALL_NAMES, signIn)).toEqual(ALL_NAMES.filter((name) => names.includes(name)));
    expect(await accepted(ALL_NAMES, adminGetUser)).toEqual(ALL_NAMES.filter((name) => names.includes(name)));

    const isSub = pool.UsernameAttributes !== undefined;
    const { UserAttributes = [] } = await adminGetUser(username);
    expect(UserAttributes[0]).toEqual({ Name: "sub", Value: isSub ? username : expect.not.stringMatching(username) });
    const list = async (Filter: string) => (await cognito.send("ListUsers", { UserPoolId, Filter })).Users;
    await expect(list(`username = "${username}"`)).resolves.toMatchObject([{ Username: username }]);
    await expect(list(`sub = "${UserAttributes[0]?.Value}"`)).resolves.toMatchObject([{ Username: username }]);
    if (isSub) await expect(list(`username = "${Username}"`)).resolves.toEqual([]);
  });
});

describe("Changing the e-mail address later", () => {
  const OTHER = "alice@example.org";

  test.each([
    [{}, { unverified: [], verified: [] }],
    [{ AliasAttributes: ["email" as const] }, { unverified: [], verified: [OTHER] }],
    [{ UsernameAttributes: ["email" as const] }, { unverified: [OTHER], verified: [OTHER] }],
  ])("changes the names that sign in, in a pool with %j", async (pool, names) => {
    const cognito = await startCognito();
    const Username = "UsernameAttributes" in pool ? EMAIL : "alice";
    const attributes = { email: EMAIL, email_verified: "true" };
    const { UserPoolId, ClientId, username } = await givenUser(cognito, { pool, Username, attributes });
    const update = (changes: Readonly<Record<string, string>>) =>
      cognito.send("AdminUpdateUserAttributes", {
        UserPoolId,
        Username: username,
        UserAttributes: attributeList(changes),
      });
    const signIn = (name: string) => cognito.givenTokens({ ClientId, Username: name });

    await update({ email: OTHER });
    expect(await accepted([EMAIL, OTHER], signIn)).toEqual(names.unverified);
    await update({ email_verified: "true" });
    expect(await accepted([EMAIL, OTHER], signIn)).toEqual(names.verified);
    await update({ email_verified: "false" });
    expect(await accepted([EMAIL, OTHER], signIn)).toEqual(names.unverified);
  });
});

describe("A name", () => {
  test("goes to one of those who ask for it at the same time, whether they sign up or are signed up", async () => {
    for (const pool of [{}, { UsernameAttributes: ["email" as const] }]) {
      const cognito = await startCognito();
      const { UserPoolId } = await cognito.givenUserPool(pool);
      const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
      const outcomes = await Promise.allSettled([
        cognito.send("SignUp", { ClientId, Username: EMAIL, Password: TEST_PASSWORD }),
        cognito.send("AdminCreateUser", { UserPoolId, Username: EMAIL }),
        cognito.send("SignUp", { ClientId, Username: EMAIL, Password: TEST_PASSWORD }),
        cognito.send("AdminCreateUser", { UserPoolId, Username: EMAIL }),
      ]);
      const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
      expect(refusals.map(({ name }) => name)).toEqual(Array.from({ length: 3 }, () => "UsernameExistsException"));
      await expect(cognito.send("ListUsers", { UserPoolId })).resolves.toMatchObject({ Users: [expect.anything()] });
    }
  });

  test("that is the sub of another user does not stand in their way", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenUser(cognito, { pool: {}, Username: "alice", attributes: {} });
    const { UserAttributes = [] } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    const sub = UserAttributes[0]?.Value ?? "";
    await cognito.send("SignUp", { ClientId, Username: sub, Password: TEST_PASSWORD });
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: sub })).resolves.toMatchObject({
      Username: "alice",
    });
  });

  test("that a user has twice is not taken from them by half", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes: ["email", "preferred_username"] });
    const attributes = { email: EMAIL, email_verified: "true" };
    const create = (Username: string, more: Readonly<Record<string, string>>) =>
      cognito.send("AdminCreateUser", {
        UserPoolId,
        Username,
        UserAttributes: attributeList({ ...attributes, ...more }),
        ForceAliasCreation: true,
      });
    await create("old", { preferred_username: EMAIL });
    await expect(create("new", {})).rejects.toBeCognitoError(
      "UsernameExistsException",
      "An account with the email already exists.",
    );
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: EMAIL })).resolves.toMatchObject({
      Username: "old",
      UserAttributes: expect.arrayContaining([{ Name: "email_verified", Value: "true" }]),
    });
  });
});
