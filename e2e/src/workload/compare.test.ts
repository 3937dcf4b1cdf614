import {
  AdminDeleteUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf, present } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";
import type { Account, UserState } from "./account.ts";
import { compareAccounts, compareLists, type Differences } from "./compare.ts";
import { createTestPool } from "./test-pool.ts";
import { beginWorkload, type Workload, write } from "./writers.ts";

let server: RunningServer;
let aws: CognitoIdentityProviderClient;

beforeAll(async () => {
  server = await startServer();
  aws = clientOf(server.url);
});
afterAll(async () => {
  await server.stop();
});

async function givenWrites(count = 300): Promise<Workload> {
  const workload = beginWorkload(await createTestPool(aws), 4);
  const isOver = (): boolean => workload.acknowledged >= count;
  const onFailure = (error: unknown): never => {
    throw error;
  };
  await Promise.all(workload.accounts.map((_, writer) => write(workload, writer, { aws, isOver, onFailure })));
  return workload;
}

async function differences(workload: Workload): Promise<Differences> {
  const ofAccounts = await compareAccounts(aws, workload, { everything: true });
  return [...ofAccounts, ...(await compareLists(aws, workload))];
}

/** Some account whose user is like this. */
function someone(workload: Workload, isWanted: (state: UserState) => boolean): Account & { readonly state: UserState } {
  for (const account of workload.accounts.flat()) {
    const [state] = account.outcomes;
    if (state !== undefined && isWanted(state)) return { ...account, state };
  }
  throw new Error("there is no such user");
}

test("a comparison finds no difference where all was kept", async () => {
  expect(await differences(await givenWrites())).toEqual([]);
});

test("a comparison finds a lost user, a lost attribute, a lost group and a lost password", async () => {
  const workload = await givenWrites();
  const { UserPoolId } = workload.pool;
  const name = ({ username: Username }: Account) => ({ UserPoolId, Username });

  const lost = someone(workload, ({ groups, name: nameAttribute }) => groups.size === 0 && nameAttribute === "");
  await aws.send(new AdminDeleteUserCommand(name(lost)));
  const renamed = someone(workload, (state) => state.name !== "");
  await aws.send(
    new AdminUpdateUserAttributesCommand({ ...name(renamed), UserAttributes: [{ Name: "name", Value: "?" }] }),
  );
  const member = someone(workload, (state) => state.groups.size > 0 && state !== renamed.state);
  const GroupName = present([...member.state.groups][0]);
  await aws.send(new AdminRemoveUserFromGroupCommand({ ...name(member), GroupName }));
  const taken = [lost, renamed, member].map(({ state }) => state);
  const locked = someone(
    workload,
    (state) => state.status === "CONFIRMED" && state.password !== undefined && !taken.includes(state),
  );
  await aws.send(new AdminSetUserPasswordCommand({ ...name(locked), Password: "Another-1!", Permanent: true }));

  const found = await differences(workload);
  for (const { username } of [lost, renamed, member, locked])
    expect(found).toContainEqual(expect.stringContaining(`${username}: expected`));
  expect(found).toContainEqual(expect.stringContaining(`ListUsers: ${lost.username} is nobody`));
  expect(found).toContainEqual(`ListUsersInGroup ${GroupName}: ${member.username} is missing`);
});
