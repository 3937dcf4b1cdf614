import { InvalidParameterException } from "@cogmock/protocol/errors";
import { describe, expect, test } from "vitest";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";

/** The bytes of a token before the cursor: the mark, the digest of what it is good for, and the time. */
const HEADER_BYTES = 17;

/** A pool with two of everything that is listed. */
interface ListedPool {
  readonly UserPoolId: string;
  readonly GroupName: string;
  readonly Username: string;
}

async function givenListedPool(cognito: TestCognito): Promise<ListedPool> {
  const { UserPoolId } = await cognito.givenUserPool();
  for (const name of ["a", "b"]) {
    await cognito.givenUserPoolClient({ UserPoolId, ClientName: name });
    await cognito.send("CreateGroup", { UserPoolId, GroupName: name });
    await cognito.send("CreateResourceServer", { UserPoolId, Identifier: name, Name: name });
  }
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ClientName: "a" });
  for (const TermsName of ["terms-of-use", "privacy-policy"]) {
    await cognito.send("CreateTerms", { UserPoolId, ClientId, TermsName, TermsSource: "LINK", Enforcement: "NONE" });
  }
  for (const Username of ["a", "b"]) {
    await cognito.givenConfirmedUser({ UserPoolId, Username });
    for (const GroupName of ["a", "b"]) {
      await cognito.send("AdminAddUserToGroup", { UserPoolId, Username, GroupName });
    }
  }
  return { UserPoolId, GroupName: "a", Username: "a" };
}

/** Reads a page of one and answers the token of the next. */
type List = (cognito: TestCognito, pool: ListedPool, token?: string) => Promise<string | undefined>;

const LISTS: readonly (readonly [string, List])[] = [
  [
    "ListUserPoolClients",
    async (cognito, { UserPoolId }, NextToken) =>
      (await cognito.send("ListUserPoolClients", { UserPoolId, MaxResults: 1, NextToken })).NextToken,
  ],
  [
    "ListGroups",
    async (cognito, { UserPoolId }, NextToken) =>
      (await cognito.send("ListGroups", { UserPoolId, Limit: 1, NextToken })).NextToken,
  ],
  [
    "ListUsersInGroup",
    async (cognito, { UserPoolId, GroupName }, NextToken) =>
      (await cognito.send("ListUsersInGroup", { UserPoolId, GroupName, Limit: 1, NextToken })).NextToken,
  ],
  [
    "AdminListGroupsForUser",
    async (cognito, { UserPoolId, Username }, NextToken) =>
      (await cognito.send("AdminListGroupsForUser", { UserPoolId, Username, Limit: 1, NextToken })).NextToken,
  ],
  [
    "ListUsers",
    async (cognito, { UserPoolId }, PaginationToken) =>
      (await cognito.send("ListUsers", { UserPoolId, Limit: 1, PaginationToken })).PaginationToken,
  ],
  [
    "ListResourceServers",
    async (cognito, { UserPoolId }, NextToken) =>
      (await cognito.send("ListResourceServers", { UserPoolId, MaxResults: 1, NextToken })).NextToken,
  ],
  [
    "ListTerms",
    async (cognito, { UserPoolId }, NextToken) =>
      (await cognito.send("ListTerms", { UserPoolId, MaxResults: 1, NextToken })).NextToken,
  ],
];

const LISTS_OF_ACCOUNTS: readonly (readonly [string, List])[] = [
  [
    "ListUserPools",
    async (cognito, _, NextToken) => (await cognito.send("ListUserPools", { MaxResults: 1, NextToken })).NextToken,
  ],
];

async function givenToken(list: List) {
  const cognito = await startCognito();
  const pool = await givenListedPool(cognito);
  const otherPool = await givenListedPool(cognito);
  const token = (await list(cognito, pool)) ?? "";
  expect(token).toMatch(/^CAIS/);
  const refusal = async (sent: string, of: ListedPool = pool) => {
    const error: unknown = await list(cognito, of, sent).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InvalidParameterException);
    expect(String(error)).toMatch(/^InvalidParameterException: Paging marker .* is invalid for request [0-9a-f-]{36}$/);
    expect(String(error)).toContain(`Paging marker ${sent} is`);
  };
  return { cognito, pool, otherPool, token, refusal };
}

/** A token like this one, but with another cursor in it. */
function withCursor(token: string, cursor: string): string {
  return Buffer.concat([Buffer.from(token, "base64").subarray(0, HEADER_BYTES), Buffer.from(cursor)]).toString(
    "base64",
  );
}

function cursorOf(token: string): string {
  return Buffer.from(token, "base64").subarray(HEADER_BYTES).toString();
}

describe.each([...LISTS, ...LISTS_OF_ACCOUNTS])("the page token of %s", (_, list) => {
  test("is refused with a cursor that is none, or one of another list", async () => {
    const { token, refusal } = await givenToken(list);
    const foreign = Buffer.from(JSON.stringify(["users.nowhere", "x\u0001", "x\u0001"])).toString("base64url");
    for (const cursor of ["x", "!!!", cursorOf(token).slice(0, -6), foreign]) await refusal(withCursor(token, cursor));
  });

  test("is refused when it is no token at all", async () => {
    const { token, refusal } = await givenToken(list);
    for (const sent of ["garbage", "Q0FJUw==", token.slice(0, 20), `${token}A`]) await refusal(sent);
  });

  test("is good for an hour", async () => {
    const { cognito, pool, token, refusal } = await givenToken(list);
    cognito.clock.advance({ hours: 1 });
    await list(cognito, pool, token);
    cognito.clock.advance({ milliseconds: 1 });
    await refusal(token);
  });
});

describe.each(LISTS)("the page token of %s", (name, list) => {
  test("is refused in another pool, also with a cursor of that pool", async () => {
    const { cognito, otherPool, token, refusal } = await givenToken(list);
    await refusal(token, otherPool);
    await refusal(withCursor(token, cursorOf((await list(cognito, otherPool)) ?? "")));
  });

  test("is refused by every other list", async () => {
    const { cognito, pool, token } = await givenToken(list);
    for (const [otherName, other] of LISTS) {
      if (otherName === name) continue;
      await expect(other(cognito, pool, token)).rejects.toThrow(`Paging marker ${token} is invalid`);
    }
  });
});

test("a page token is refused with another group, user, filter or kind of client", async () => {
  const cognito = await startCognito();
  const { UserPoolId } = await givenListedPool(cognito);
  const members = await cognito.send("ListUsersInGroup", { UserPoolId, GroupName: "a", Limit: 1 });
  const groups = await cognito.send("AdminListGroupsForUser", { UserPoolId, Username: "a", Limit: 1 });
  const users = await cognito.send("ListUsers", { UserPoolId, Limit: 1 });
  const clients = await cognito.send("ListUserPoolClients", { UserPoolId, MaxResults: 1 });
  for (const again of [
    cognito.send("ListUsersInGroup", { UserPoolId, GroupName: "b", NextToken: members.NextToken }),
    cognito.send("AdminListGroupsForUser", { UserPoolId, Username: "b", NextToken: groups.NextToken }),
    cognito.send("ListUsers", { UserPoolId, Filter: 'username ^= "a"', PaginationToken: users.PaginationToken }),
    cognito.send("ListUserPoolClients", { UserPoolId, ClientType: "DCR", NextToken: clients.NextToken }),
  ]) {
    await expect(again).rejects.toThrow(/^Paging marker .* is invalid for request /);
  }
});
