import {
  AdminListUserAuthEventsCommand,
  AdminListUserSessionsCommand,
  AdminRevokeUserSessionCommand,
  AdminUpdateAuthEventFeedbackCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUserSessionsCommand,
  RevokeUserSessionCommand,
  SetUserPoolSessionConfigurationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { present } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { createPeople, NEW_PASSWORD, PASSWORD, type PoolSettings } from "./people.ts";

const REVOKED = { name: "NotAuthorizedException", message: "Access Token has been revoked" };

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
});

async function givenPeople(settings?: PoolSettings) {
  const people = await createPeople(server.url, settings);
  const { aws, ClientId } = people;
  return {
    ...people,
    signIn: async (USERNAME: string, password = PASSWORD) => {
      const AuthParameters = { USERNAME, PASSWORD: password };
      const call = new InitiateAuthCommand({ AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters });
      const { AuthenticationResult } = await aws.send(call);
      return present(AuthenticationResult?.AccessToken);
    },
    getUser: (AccessToken: string) => aws.send(new GetUserCommand({ AccessToken })),
  };
}

describe("The AWS SDK", () => {
  test("sees a user's sessions, revokes one, and finds the oldest gone where there are too many", async () => {
    const { aws, UserPoolId, signIn, getUser, ...people } = await givenPeople();
    await aws.send(
      new SetUserPoolSessionConfigurationCommand({
        UserPoolId,
        UserSessionTracking: "ENABLED",
        TokenSession: { MaxPerUser: 2 },
      }),
    );
    const Username = await people.givenUser();
    const [oldest, phone, desk] = [await signIn(Username), await signIn(Username), await signIn(Username)];
    await expect(getUser(oldest)).rejects.toMatchObject(REVOKED);
    const { Sessions = [] } = await aws.send(new ListUserSessionsCommand({ AccessToken: desk }));
    expect(Sessions).toHaveLength(2);
    const other = present(Sessions.find(({ IsCurrentSession }) => !IsCurrentSession));
    expect(other).toMatchObject({ SessionType: "TOKEN", ClientId: people.ClientId });
    await aws.send(new RevokeUserSessionCommand({ AccessToken: desk, SessionId: other.SessionId }));
    await expect(getUser(phone)).rejects.toMatchObject(REVOKED);

    const user = { UserPoolId, Username };
    const left = await aws.send(new AdminListUserSessionsCommand(user));
    expect(left.Sessions).toHaveLength(1);
    await getUser(desk);
    const SessionId = present(left.Sessions?.[0]?.SessionId);
    await aws.send(new AdminRevokeUserSessionCommand({ ...user, SessionId }));
    await expect(getUser(desk)).rejects.toMatchObject(REVOKED);
  });

  test("sees on record how users signed in and how they failed to, and says what it makes of it", async () => {
    const { aws, UserPoolId, signIn, ...people } = await givenPeople({
      pool: { UserPoolTier: "PLUS", UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" } },
    });
    const user = { UserPoolId, Username: await people.givenUser() };
    await expect(signIn(user.Username, NEW_PASSWORD)).rejects.toHaveProperty("name", "NotAuthorizedException");
    await signIn(user.Username);
    const events = async () => (await aws.send(new AdminListUserAuthEventsCommand(user))).AuthEvents ?? [];
    expect(await events()).toMatchObject([
      { EventType: "SignIn", EventResponse: "Pass" },
      { EventType: "SignIn", EventResponse: "Fail" },
    ]);
    const EventId = present((await events())[1]?.EventId);
    await aws.send(new AdminUpdateAuthEventFeedbackCommand({ ...user, EventId, FeedbackValue: "Invalid" }));
    expect((await events())[1]).toMatchObject({ EventFeedback: { FeedbackValue: "Invalid" } });
  });
});
