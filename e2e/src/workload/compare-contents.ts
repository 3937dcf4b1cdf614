import { certainUsers } from "./account.ts";
import type { Differences } from "./compare.ts";
import type { Workload } from "./writers.ts";

/** What the documents of an export have of what is looked at here. See docs/export-format.md. */
interface Line {
  readonly end?: true;
  readonly collection?: string;
  readonly document?: {
    readonly userPoolId?: string;
    readonly sub?: string;
    readonly username?: string;
    readonly groupName?: string;
    readonly purpose?: string;
  };
}

/**
 * Compares the documents themselves with the accounts, all of which must be certain: what no request shows, because
 * nothing leads to it any more, is found here. Half a deletion leaves memberships or codes of nobody, half a sign-up a
 * user without a code or a message.
 */
export async function compareContents(url: string, { pool, accounts }: Workload): Promise<Differences> {
  const expected = certainUsers(accounts.flat());
  const lines = await exportOf(url);
  const differences = lines.at(-1)?.end === true ? [] : ["the export has no end"];
  const documents = (collection: string): readonly NonNullable<Line["document"]>[] =>
    lines.flatMap(({ collection: name, document }) =>
      name === collection && document?.userPoolId === pool.UserPoolId ? [document] : [],
    );

  const users = new Map(documents("users").map(({ sub, username = "" }) => [sub, username]));
  differences.push(...differencesOf("users", [...users.values()], [...expected.keys()]));

  const memberships = documents("groupMemberships").map(({ sub, groupName }) => `${users.get(sub)} in ${groupName}`);
  const wanted = [...expected].flatMap(([name, { groups }]) => [...groups].map((group) => `${name} in ${group}`));
  differences.push(...differencesOf("groupMemberships", memberships, wanted));

  const codes = new Set(documents("verificationCodes").map(({ sub }) => users.get(sub)));
  if (codes.has(undefined)) differences.push("verificationCodes: there is a code of nobody");
  const messages = new Set(documents("messages").map(({ username }) => username));
  for (const [name, { status }] of expected) {
    if (status !== "UNCONFIRMED") continue;
    if (!codes.has(name)) differences.push(`verificationCodes: ${name} has none`);
    if (!messages.has(name)) differences.push(`messages: ${name} was sent none`);
  }
  return differences;
}

async function exportOf(url: string): Promise<readonly Line[]> {
  const answer = await fetch(`${url}/_cogmock/export`);
  const text = await answer.text();
  return text
    .trimEnd()
    .split("\n")
    .map((line): Line => JSON.parse(line));
}

function differencesOf(collection: string, found: readonly string[], expected: readonly string[]): Differences {
  const [there, wanted] = [new Set(found), new Set(expected)];
  return [
    ...(found.length > there.size ? [`${found.length - there.size} are there twice`] : []),
    ...[...there].filter((name) => !wanted.has(name)).map((name) => `${name} should not be there`),
    ...[...wanted].filter((name) => !there.has(name)).map((name) => `${name} is missing`),
  ].map((difference) => `${collection}: ${difference}`);
}
