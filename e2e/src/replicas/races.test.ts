import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  CreateGroupCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  ListUsersInGroupCommand,
  paginateListUsers,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { present } from "../running/aws-client.ts";
import { outcomesOf } from "./outcomes.ts";
import { PASSWORD, signIn, startThreeReplicas, type ThreeReplicas } from "./three-replicas.ts";

const TIMES = 200;
const CODE = "123456";
const USED_CODE = "ExpiredCodeException: Invalid code provided, please request a code again.";

let replicas: ThreeReplicas;

beforeAll(async () => {
  replicas = await startThreeReplicas();
});
afterAll(async () => {
  await replicas.stop();
});

async function givenSignUp(): Promise<{ readonly UserPoolId: string; readonly ClientId: string }> {
  const ids = await replicas.givenPool();
  await replicas.one.send(
    new SignUpCommand({
      ClientId: ids.ClientId,
      Username: "ann",
      Password: PASSWORD,
      UserAttributes: [{ Name: "email", Value: "ann@example.com" }],
    }),
  );
  return ids;
}

async function givenRotation(
  RetryGracePeriodSeconds: number,
): Promise<{ readonly ClientId: string; readonly RefreshToken: string }> {
  const { UserPoolId, ClientId } = await replicas.givenPool({
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
    RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds },
  });
  await replicas.givenUser(UserPoolId, "ann");
  return { ClientId, RefreshToken: (await signIn(replicas.three, ClientId, "ann")).refreshToken };
}

describe(`Of ${TIMES} requests at once to three servers on one PostgreSQL`, () => {
  test("that sign the same name up, exactly one succeeds", async () => {
    const { UserPoolId, ClientId } = await replicas.givenPool();
    const { answers, refusals } = await outcomesOf(
      replicas.atOnce(TIMES, (aws, number) =>
        aws.send(
          new SignUpCommand({
            ClientId,
            Username: "ann",
            Password: PASSWORD,
            UserAttributes: [{ Name: "email", Value: `ann-${number}@example.com` }],
          }),
        ),
      ),
    );
    expect(refusals).toEqual({ "UsernameExistsException: User already exists": TIMES - 1 });
    const { UserAttributes } = await replicas.two.send(new AdminGetUserCommand({ UserPoolId, Username: "ann" }));
    expect(UserAttributes).toContainEqual({ Name: "sub", Value: present(answers[0]?.UserSub) });
    const inbox = await fetch(`${replicas.urls[2]}/_cogmock/messages?userPoolId=${UserPoolId}`);
    expect(await inbox.json()).toHaveLength(1);
  });

  test("that confirm a sign-up with the same code, exactly one succeeds", async () => {
    const { ClientId } = await givenSignUp();
    const { answers, refusals } = await outcomesOf(
      replicas.atOnce(TIMES, (aws) =>
        aws.send(new ConfirmSignUpCommand({ ClientId, Username: "ann", ConfirmationCode: CODE })),
      ),
    );
    expect(answers).toHaveLength(1);
    // Some had found the user unconfirmed before, and then no code any more.
    const { [USED_CODE]: late = 0, ...others } = refusals;
    expect(others).toEqual({
      "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED": TIMES - 1 - late,
    });
  });

  test("that recover a password with the same code, exactly one succeeds, and its password is the user's", async () => {
    const { ClientId } = await givenSignUp();
    await replicas.one.send(new ConfirmSignUpCommand({ ClientId, Username: "ann", ConfirmationCode: CODE }));
    await replicas.two.send(new ForgotPasswordCommand({ ClientId, Username: "ann" }));
    const { answers, refusals } = await outcomesOf(
      replicas.atOnce(TIMES, async (aws, number) => {
        const recovery = { ClientId, Username: "ann", ConfirmationCode: CODE, Password: `Recovered-${number}` };
        await aws.send(new ConfirmForgotPasswordCommand(recovery));
        return recovery.Password;
      }),
    );
    expect(refusals).toEqual({ [USED_CODE]: TIMES - 1 });
    const { AuthenticationResult } = await replicas.three.send(
      new InitiateAuthCommand({
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: "ann", PASSWORD: present(answers[0]) },
      }),
    );
    expect(AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("that rotate the same refresh token without a grace period, exactly one succeeds, and its new token is good", async () => {
    const { ClientId, RefreshToken } = await givenRotation(0);
    const { answers, refusals } = await outcomesOf(
      replicas.atOnce(TIMES, (aws) => aws.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }))),
    );
    expect(refusals).toEqual({ [`RefreshTokenReuseException: Refresh Token has been reused`]: TIMES - 1 });
    const rotated = present(answers[0]?.AuthenticationResult?.RefreshToken);
    await replicas.two.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: rotated }));
  });

  test("that rotate the same refresh token within its grace period, all succeed, and every new token is good", async () => {
    const { ClientId, RefreshToken } = await givenRotation(60);
    const first = await outcomesOf(
      replicas.atOnce(TIMES, (aws) => aws.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }))),
    );
    expect(first.refusals).toEqual({});
    const tokens = first.answers.map((answer) => present(answer.AuthenticationResult?.RefreshToken));
    expect(new Set(tokens).size).toBe(TIMES);
    for (const token of [tokens[0], tokens[99], tokens.at(-1)]) {
      const again = new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: token });
      expect(await replicas.one.send(again)).toHaveProperty("AuthenticationResult.RefreshToken");
    }
  });

  test("that answer the same NEW_PASSWORD_REQUIRED, exactly one succeeds, and its password is the user's", async () => {
    const { UserPoolId, ClientId } = await replicas.givenPool();
    await replicas.one.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: "bob",
        TemporaryPassword: PASSWORD,
        MessageAction: "SUPPRESS",
      }),
    );
    const start = { AuthFlow: "USER_PASSWORD_AUTH", ClientId } as const;
    const { Session } = await replicas.two.send(
      new InitiateAuthCommand({ ...start, AuthParameters: { USERNAME: "bob", PASSWORD } }),
    );
    const { answers, refusals } = await outcomesOf(
      replicas.atOnce(TIMES, async (aws, number) => {
        const chosen = `Chosen-${number}`;
        await aws.send(
          new RespondToAuthChallengeCommand({
            ClientId,
            ChallengeName: "NEW_PASSWORD_REQUIRED",
            Session,
            ChallengeResponses: { USERNAME: "bob", NEW_PASSWORD: chosen },
          }),
        );
        return chosen;
      }),
    );
    expect(answers).toHaveLength(1);
    const lines = Object.keys(refusals);
    expect(lines.every((line) => line.startsWith("NotAuthorizedException: Invalid session for the user"))).toBe(true);
    const signedIn = await replicas.three.send(
      new InitiateAuthCommand({ ...start, AuthParameters: { USERNAME: "bob", PASSWORD: present(answers[0]) } }),
    );
    expect(signedIn.AuthenticationResult).toHaveProperty("AccessToken");
  });

  test("that create, add, remove and delete, none fails, and all lists and counts agree in the end", async () => {
    const { UserPoolId } = await replicas.givenPool();
    const groups = ["red", "green", "blue"];
    for (const GroupName of groups) await replicas.one.send(new CreateGroupCommand({ UserPoolId, GroupName }));
    const users = Array.from({ length: 40 }, (_, number) => `user-${number}`);
    await outcomesOf(
      replicas.atOnce(users.length, (aws, number) =>
        aws.send(new AdminCreateUserCommand({ UserPoolId, Username: users[number], MessageAction: "SUPPRESS" })),
      ),
    );
    const { refusals } = await outcomesOf(
      replicas.atOnce(TIMES * 2, async (aws, number): Promise<unknown> => {
        const Username = users[number % 10 === 0 ? 0 : number % users.length];
        const membership = { UserPoolId, Username, GroupName: groups[number % groups.length] };
        if (number % 29 === 0 && Username !== users[0])
          return aws.send(new AdminDeleteUserCommand({ UserPoolId, Username }));
        return number % 3 === 0 || number % 7 === 0
          ? aws.send(new AdminRemoveUserFromGroupCommand(membership))
          : aws.send(new AdminAddUserToGroupCommand(membership));
      }),
    );
    expect(Object.keys(refusals).every((line) => line === "UserNotFoundException: User does not exist.")).toBe(true);

    const listed: string[] = [];
    for await (const { Users = [] } of paginateListUsers({ client: replicas.three }, { UserPoolId }))
      listed.push(...Users.map(({ Username }) => present(Username)));
    const { UserPool } = await replicas.two.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool?.EstimatedNumberOfUsers).toBe(listed.length);
    expect(listed.length).toBeLessThan(users.length);
    const byUser = await Promise.all(
      listed.map(async (Username) => {
        const { Groups = [] } = await replicas.one.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
        return Groups.map(({ GroupName }) => `${Username} in ${GroupName}`);
      }),
    );
    const byGroup = await Promise.all(
      groups.map(async (GroupName) => {
        const { Users = [] } = await replicas.two.send(new ListUsersInGroupCommand({ UserPoolId, GroupName }));
        return Users.map(({ Username }) => `${Username} in ${GroupName}`);
      }),
    );
    expect(byGroup.flat().toSorted()).toEqual(byUser.flat().toSorted());
    expect(byGroup.flat().length).toBeGreaterThan(0);
  });
});
