import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  InitiateAuthCommand,
  NotAuthorizedException,
  paginateListUsers,
  paginateListUsersInGroup,
  UserNotFoundException,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import { type Account, certainUsers, giveUpEmails, type UserState, visibleText } from "./account.ts";
import { GROUPS, type TestPool } from "./test-pool.ts";
import type { Workload } from "./writers.ts";

/** Where what a server has differs from what it acknowledged; one line each. */
export type Differences = readonly string[];

/** How many accounts are looked at together. */
const AT_ONCE = 16;
const PAGE = 60;

/** What a comparison looks at. */
export interface CompareOptions {
  /** Everything, one by one, instead of what changed since the last comparison and a sample. */
  readonly everything?: boolean;
}

/** How many accounts that did not change are looked at again. */
const SAMPLE = 16;

/**
 * Compares accounts with the server. Where it was not known whether a write had happened it is known afterwards, and must
 * not change any more.
 */
export async function compareAccounts(
  aws: CognitoIdentityProviderClient,
  { pool, accounts: byWriter }: Workload,
  { everything = false }: CompareOptions = {},
): Promise<Differences> {
  const all = byWriter.flat();
  const changed = all.filter(({ isChanged }) => isChanged);
  const sample = Array.from({ length: SAMPLE }, () => all[Math.floor(Math.random() * all.length)]);
  const chosen = everything ? all : new Set([...changed, ...sample.filter((account) => account !== undefined)]);
  // Those in doubt come last: a database may still be at what a client gave up waiting for.
  const accounts = [...chosen].toSorted((left, right) => left.outcomes.length - right.outcomes.length);
  const differences: string[] = [];
  const next = accounts.values();
  const work = async (): Promise<void> => {
    for (const account of next) differences.push(...(await compareAccount(aws, pool, account)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return differences;
}

async function compareAccount(
  aws: CognitoIdentityProviderClient,
  pool: TestPool,
  account: Account,
): Promise<Differences> {
  const { username } = account;
  const there = await readUser(aws, pool, username);
  const found: (UserState | undefined)[] = [];
  for (const outcome of account.outcomes) {
    const isLikely = visibleText(outcome) === visibleText(there);
    if (isLikely && (await hasPassword(aws, pool, username, outcome))) found.push(outcome);
  }
  if (found.length === 0) {
    const expected = account.outcomes.map((outcome) => `${visibleText(outcome)} ${outcome?.password ?? ""}`);
    return [`${username}: expected ${expected.join(" or ")}, found ${visibleText(there)}`];
  }
  const [now] = found;
  const emails = account.outcomes.flatMap((outcome) => outcome?.email ?? []);
  giveUpEmails(account, emails, now);
  account.outcomes = [now];
  account.isChanged = false;
  const differences: string[] = [];
  if (now?.emailVerified && (await nameOf(aws, pool, now.email)) !== username)
    differences.push(`${username}: ${now.email} leads elsewhere`);
  for (const email of account.formerEmails) {
    const owner = await nameOf(aws, pool, email);
    if (owner !== undefined) differences.push(`${username}: ${email} was given up and leads to ${owner}`);
  }
  return differences;
}

/** Compares the pool's lists and counts with each other and with the accounts, all of which must be certain. */
export async function compareLists(
  aws: CognitoIdentityProviderClient,
  { pool, accounts: byWriter }: Workload,
): Promise<Differences> {
  const { UserPoolId } = pool;
  const expected = certainUsers(byWriter.flat());
  const differences: string[] = [];
  const listed = new Map<string, UserType>();
  for await (const { Users = [] } of paginateListUsers({ client: aws, pageSize: PAGE }, { UserPoolId }))
    for (const user of Users) listed.set(user.Username ?? "", user);
  const { UserPool } = await aws.send(new DescribeUserPoolCommand(pool));
  if (UserPool?.EstimatedNumberOfUsers !== listed.size)
    differences.push(`EstimatedNumberOfUsers is ${UserPool?.EstimatedNumberOfUsers} where ${listed.size} are listed`);
  for (const username of new Set([...expected.keys(), ...listed.keys()])) {
    const state = expected.get(username);
    const user = listed.get(username);
    const there = user && toState(user.UserStatus, user.Attributes, state?.groups ?? new Set());
    if (visibleText(there) !== visibleText(state))
      differences.push(`ListUsers: ${username} is ${visibleText(there)} instead of ${visibleText(state)}`);
  }
  for (const GroupName of GROUPS) {
    const members = new Set<string>();
    const group = { UserPoolId, GroupName };
    for await (const { Users = [] } of paginateListUsersInGroup({ client: aws, pageSize: PAGE }, group))
      for (const { Username = "" } of Users) members.add(Username);
    const wanted = new Set([...expected].filter(([, { groups }]) => groups.has(GroupName)).map(([name]) => name));
    for (const name of new Set([...members, ...wanted])) {
      if (members.has(name) && wanted.has(name)) continue;
      differences.push(`ListUsersInGroup ${GroupName}: ${name} is ${members.has(name) ? "listed" : "missing"}`);
    }
  }
  return differences;
}

async function readUser(
  aws: CognitoIdentityProviderClient,
  { UserPoolId }: TestPool,
  Username: string,
): Promise<UserState | undefined> {
  try {
    const { UserStatus, UserAttributes } = await aws.send(new AdminGetUserCommand({ UserPoolId, Username }));
    const { Groups = [] } = await aws.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
    return toState(UserStatus, UserAttributes, new Set(Groups.map(({ GroupName = "" }) => GroupName)));
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
}

function toState(
  status: string | undefined,
  attributes: readonly AttributeType[] = [],
  groups: ReadonlySet<string>,
): UserState {
  const values = new Map(attributes.map(({ Name, Value }) => [Name, Value]));
  if (status !== "FORCE_CHANGE_PASSWORD" && status !== "UNCONFIRMED" && status !== "CONFIRMED")
    throw new Error(`a user is ${status}`);
  return {
    status,
    email: values.get("email") ?? "",
    emailVerified: values.get("email_verified") === "true",
    name: values.get("name") ?? "",
    password: undefined,
    groups,
  };
}

/** Whether the user signs in with the password they are known to have, if they can and one is known. */
async function hasPassword(
  aws: CognitoIdentityProviderClient,
  { ClientId }: TestPool,
  username: string,
  state: UserState | undefined,
): Promise<boolean> {
  if (state?.status !== "CONFIRMED" || state.password === undefined) return true;
  try {
    const { AuthenticationResult } = await aws.send(
      new InitiateAuthCommand({
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: username, PASSWORD: state.password },
      }),
    );
    return AuthenticationResult?.AccessToken !== undefined;
  } catch (error) {
    if (error instanceof NotAuthorizedException) return false;
    throw error;
  }
}

/** Whose name or verified address this is. */
async function nameOf(
  aws: CognitoIdentityProviderClient,
  { UserPoolId }: TestPool,
  Username: string,
): Promise<string | undefined> {
  try {
    return (await aws.send(new AdminGetUserCommand({ UserPoolId, Username }))).Username;
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
}
