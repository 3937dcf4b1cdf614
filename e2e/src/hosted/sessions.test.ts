import {
  AdminListUserSessionsCommand,
  AdminRevokeUserSessionCommand,
  GetUserCommand,
  SetUserPoolClientSessionConfigurationCommand,
  SetUserPoolSessionConfigurationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, onTestFinished, test } from "vitest";
import { clientOf, present } from "../running/aws-client.ts";
import { startServer } from "../running/running-server.ts";
import { CALLBACK, givenApplication, PASSWORD } from "./given-application.ts";
import { newVisitor } from "./visitor.ts";

test("An administrator lists the sessions of browsers and of tokens, and ends one with what came of it", async () => {
  const server = await startServer();
  onTestFinished(() => server.stop());
  const { userPoolId: UserPoolId, clientId: ClientId, issuer } = await givenApplication(server.url);
  const aws = clientOf(server.url);
  const TokenSession = { MaxPerUser: 20 };
  await aws.send(
    new SetUserPoolSessionConfigurationCommand({ UserPoolId, UserSessionTracking: "ENABLED", TokenSession }),
  );
  const SSOSession = { MaxValidityMinutes: 43_200 };
  await aws.send(new SetUserPoolClientSessionConfigurationCommand({ UserPoolId, ClientId, SSOSession }));

  const request = {
    response_type: "code",
    client_id: ClientId,
    redirect_uri: CALLBACK,
    scope: "openid aws.cognito.signin.user.admin",
  };
  const authorize = (more = {}) =>
    `${issuer}/oauth2/authorize?${new URLSearchParams({ ...request, ...more }).toString()}`;
  const signIn = async (visitor: ReturnType<typeof newVisitor>): Promise<string> => {
    const code = (await visitor.follow(authorize())).searchParams.get("code") ?? "";
    const body = { grant_type: "authorization_code", code, client_id: ClientId, redirect_uri: CALLBACK };
    const answer = await fetch(`${issuer}/oauth2/token`, { method: "POST", body: new URLSearchParams(body) });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const [desk, phone] = [
    newVisitor(server.url, { username: "ann", password: PASSWORD }),
    newVisitor(server.url, { username: "ann", password: PASSWORD }),
  ];
  const tokens = [await signIn(desk), await signIn(desk), await signIn(phone)];
  const sessions = async () => {
    const { Sessions = [] } = await aws.send(new AdminListUserSessionsCommand({ UserPoolId, Username: "ann" }));
    return Sessions.map(({ SessionId, SessionType, OriginSessionId }) => ({ SessionId, SessionType, OriginSessionId }));
  };
  const listed = await sessions();
  const browsers = listed.filter(({ SessionType }) => SessionType === "SSO");
  const origins = listed.flatMap(({ OriginSessionId }) => OriginSessionId ?? []);
  expect(browsers).toHaveLength(2);
  // Two sign-ins at the desk, one by telephone.
  const countOf = (id: string | undefined) => origins.filter((origin) => origin === id).length;
  const atDesk = present(browsers.find(({ SessionId }) => countOf(SessionId) === 2)?.SessionId, "session of the desk");
  expect(new Set(browsers.map(({ SessionId }) => countOf(SessionId)))).toEqual(new Set([1, 2]));

  await aws.send(
    new AdminRevokeUserSessionCommand({
      UserPoolId,
      Username: "ann",
      SessionId: atDesk,
      RevokeAssociatedSessions: "LINKED",
    }),
  );
  expect(new Set((await sessions()).map(({ SessionType }) => SessionType))).toEqual(new Set(["SSO", "TOKEN"]));
  const silent = authorize({ prompt: "none" });
  expect((await desk.follow(silent)).searchParams.get("error")).toBe("login_required");
  expect((await phone.follow(silent)).searchParams.get("code")).toEqual(expect.any(String));
  const isGood = await Promise.all(
    tokens.map((AccessToken) =>
      aws.send(new GetUserCommand({ AccessToken })).then(
        () => true,
        () => false,
      ),
    ),
  );
  expect(isGood).toEqual([false, false, true]);

  // It lasts for longer than the usual hour.
  await fetch(`${server.url}/_cogmock/clock`, { method: "POST", body: JSON.stringify({ advance: "29d" }) });
  expect((await phone.follow(silent)).searchParams.get("code")).toEqual(expect.any(String));
  await fetch(`${server.url}/_cogmock/clock`, { method: "POST", body: JSON.stringify({ advance: "25h" }) });
  // Servers that share a database follow each other's clock within a second.
  await expect
    .poll(async () => (await phone.follow(silent)).searchParams.get("error"), { timeout: 10_000 })
    .toBe("login_required");
});
