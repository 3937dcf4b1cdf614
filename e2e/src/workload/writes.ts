import { randomInt } from "node:crypto";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  type CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Account, UserState } from "./account.ts";
import { GROUPS, type TestPool } from "./test-pool.ts";

/** One write that a writer is about to send. */
export interface Change {
  /** What there is under the name once it has been acknowledged. */
  readonly after: UserState | undefined;
  readonly send: (aws: CognitoIdentityProviderClient) => Promise<unknown>;
}

interface Subject<State> {
  readonly pool: TestPool;
  readonly username: string;
  /** An address that nobody has: a new one, or one that this user has given up. */
  readonly email: string;
  readonly before: State;
}

const NEW_USER = { emailVerified: false, name: "", password: undefined, groups: new Set<string>() } as const;

/** A code is the same every time: the servers under test run with `--codes fixed`, the default. */
const CODE = "123456";

let emails = 0;

function newEmail(): string {
  emails += 1;
  return `person-${emails}@example.com`;
}

function newPassword(): string {
  return `Secret-${randomInt(1e9)}`;
}

function oneOf<T>(choices: readonly [T, ...T[]]): T {
  return choices[randomInt(choices.length)] ?? choices[0];
}

function create({ pool, username, email }: Subject<undefined>): Change {
  return {
    after: { ...NEW_USER, status: "FORCE_CHANGE_PASSWORD", email, emailVerified: true },
    send: (aws) =>
      aws.send(
        new AdminCreateUserCommand({
          UserPoolId: pool.UserPoolId,
          Username: username,
          MessageAction: "SUPPRESS",
          UserAttributes: [
            { Name: "email", Value: email },
            { Name: "email_verified", Value: "true" },
          ],
        }),
      ),
  };
}

function signUp({ pool, username, email }: Subject<undefined>): Change {
  const password = newPassword();
  return {
    after: { ...NEW_USER, status: "UNCONFIRMED", email, password },
    send: (aws) =>
      aws.send(
        new SignUpCommand({
          ClientId: pool.ClientId,
          Username: username,
          Password: password,
          UserAttributes: [{ Name: "email", Value: email }],
        }),
      ),
  };
}

function confirm({ pool, username, before }: Subject<UserState>): Change {
  return {
    after: { ...before, status: "CONFIRMED", emailVerified: true },
    send: (aws) =>
      aws.send(new ConfirmSignUpCommand({ ClientId: pool.ClientId, Username: username, ConfirmationCode: CODE })),
  };
}

function setPassword({ pool, username, before }: Subject<UserState>): Change {
  const password = newPassword();
  return {
    after: { ...before, status: "CONFIRMED", password },
    send: (aws) =>
      aws.send(
        new AdminSetUserPasswordCommand({
          UserPoolId: pool.UserPoolId,
          Username: username,
          Password: password,
          Permanent: true,
        }),
      ),
  };
}

function update({ pool, username, before, email }: Subject<UserState>): Change {
  const name = `Name ${randomInt(1e9)}`;
  return {
    after: { ...before, email, emailVerified: true, name },
    send: (aws) =>
      aws.send(
        new AdminUpdateUserAttributesCommand({
          UserPoolId: pool.UserPoolId,
          Username: username,
          UserAttributes: [
            { Name: "email", Value: email },
            { Name: "email_verified", Value: "true" },
            { Name: "name", Value: name },
          ],
        }),
      ),
  };
}

function changeGroup({ pool, username, before }: Subject<UserState>): Change {
  const GroupName = oneOf(GROUPS);
  const membership = { UserPoolId: pool.UserPoolId, Username: username, GroupName };
  const others = [...before.groups].filter((name) => name !== GroupName);
  return before.groups.has(GroupName)
    ? {
        after: { ...before, groups: new Set(others) },
        send: (aws) => aws.send(new AdminRemoveUserFromGroupCommand(membership)),
      }
    : {
        after: { ...before, groups: new Set([...others, GroupName]) },
        send: (aws) => aws.send(new AdminAddUserToGroupCommand(membership)),
      };
}

function remove({ pool, username }: Subject<UserState>): Change {
  return {
    after: undefined,
    send: (aws) => aws.send(new AdminDeleteUserCommand({ UserPoolId: pool.UserPoolId, Username: username })),
  };
}

/** Some write that the state of the user allows. */
export function randomChange(pool: TestPool, account: Account, before: UserState | undefined): Change {
  const { username, formerEmails } = account;
  const email = oneOf([newEmail(), ...formerEmails]);
  if (before === undefined) return oneOf([create, signUp])({ pool, username, email, before });
  const forAll = [setPassword, update, update, changeGroup, changeGroup, changeGroup, remove] as const;
  const write = before.status === "UNCONFIRMED" ? oneOf([confirm, confirm, ...forAll]) : oneOf(forAll);
  return write({ pool, username, email, before });
}
