import { randomBytes } from "node:crypto";
import path from "node:path";
import { describeOnPostgres, givenDatabase } from "@cogmock/postgres-server/vitest";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfiguration } from "./configuration/configuration.ts";
import { type RunningServer, startServer } from "./start-server.ts";
import { awsHeaders, emptyFolder, readJson } from "./testing/start-test-server.ts";

const PASSWORD = "Correct-Horse-9!";
const CODE = "123456";
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const CODE_EXPIRED = ["ExpiredCodeException", "Invalid code provided, please request a code again."];
const SESSION_EXPIRED = ["NotAuthorizedException", "Invalid session for the user, session is expired."];
const TEMPORARY_EXPIRED = [
  "NotAuthorizedException",
  "Temporary password has expired and must be reset by an administrator.",
];

/** What the tests read of answers. */
interface Answer {
  readonly __type?: string;
  readonly message?: string;
  readonly UserPool: { readonly Id: string };
  readonly UserPoolClient: { readonly ClientId: string };
  readonly User: { readonly UserCreateDate: number };
  readonly Session?: string;
  readonly ChallengeName?: string;
  readonly PaginationToken?: string;
  readonly AuthenticationResult: {
    readonly AccessToken: string;
    readonly IdToken: string;
    readonly RefreshToken: string;
    readonly NewDeviceMetadata?: { readonly DeviceKey: string };
  };
}

const STORAGES = {
  memory: async () => ["--memory"],
  SQLite: async () => ["--data", path.join(emptyFolder(), "data.sqlite")],
  PostgreSQL: async () => ["--data", await givenDatabase()],
} as const;

for (const [storage, flags] of Object.entries(STORAGES)) {
  const describeStorage = storage === "PostgreSQL" ? describeOnPostgres : describe;
  // One server for all tests of a storage, its clock frozen: each has its own user, and says to the second what passes.
  describeStorage(`by the clock, on ${storage}`, () => {
    let server: RunningServer;
    let UserPoolId: string;

    beforeAll(async () => {
      const argv = ["--log-level", "silent", "--port", "0", ...(await flags())];
      server = await startServer(readConfiguration({ argv, environment: {}, directory: emptyFolder() }));
      await turn({ freeze: true });
      const { UserPool } = await call("CreateUserPool", { PoolName: "people", AutoVerifiedAttributes: ["email"] });
      UserPoolId = UserPool.Id;
    });
    afterAll(() => server.close());

    async function call(operation: string, input: object): Promise<Answer> {
      const body = JSON.stringify(input);
      const response = await fetch(server.url, { method: "POST", headers: awsHeaders(operation), body });
      const text = await response.text();
      return JSON.parse(text === "" ? "{}" : text);
    }

    /** The name and message of the error that a call is answered with. */
    async function refusalOf(operation: string, input: object): Promise<unknown> {
      const { __type, message } = await call(operation, input);
      return [__type, message];
    }

    const ACCEPTED = [undefined, undefined];

    async function turn(change: object): Promise<void> {
      const body = JSON.stringify(change);
      const response = await fetch(`${server.url}/_cogmock/clock`, { method: "POST", body });
      expect(response.status).toBe(200);
    }

    const pass = (seconds: number): Promise<void> => turn({ advance: `${seconds}s` });

    /** What the clock shows, in seconds since the epoch. */
    async function now(): Promise<number> {
      const clock = await readJson<{ now: string }>(await fetch(`${server.url}/_cogmock/clock`));
      return Date.parse(clock.now) / 1000;
    }

    async function givenClient(settings: object = {}, poolId = UserPoolId): Promise<string> {
      const { UserPoolClient } = await call("CreateUserPoolClient", {
        ClientName: "app",
        UserPoolId: poolId,
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        ...settings,
      });
      return UserPoolClient.ClientId;
    }

    async function givenUser(Username: string, poolId = UserPoolId): Promise<void> {
      const UserAttributes = [
        { Name: "email", Value: `${Username}@example.com` },
        { Name: "email_verified", Value: "true" },
      ];
      await call("AdminCreateUser", { UserPoolId: poolId, Username, UserAttributes, MessageAction: "SUPPRESS" });
      await call("AdminSetUserPassword", { UserPoolId: poolId, Username, Password: PASSWORD, Permanent: true });
    }

    const signIn = (ClientId: string, USERNAME: string, more: object = {}, PASSWORD_ = PASSWORD): Promise<Answer> =>
      call("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME, PASSWORD: PASSWORD_, ...more },
      });

    test("the code of a sign-up is good for a day", async () => {
      const ClientId = await givenClient();
      for (const Username of ["in-time", "late"]) {
        const UserAttributes = [{ Name: "email", Value: `${Username}@example.com` }];
        await call("SignUp", { ClientId, Username, Password: PASSWORD, UserAttributes });
      }
      const confirm = (Username: string) => refusalOf("ConfirmSignUp", { ClientId, Username, ConfirmationCode: CODE });
      await pass(DAY - 1);
      expect(await confirm("in-time")).toEqual(ACCEPTED);
      await pass(1);
      expect(await confirm("late")).toEqual(CODE_EXPIRED);
    });

    test("the code for a forgotten password is good for an hour", async () => {
      const ClientId = await givenClient();
      const users = ["reminded", "forgetful"];
      for (const Username of users) await givenUser(Username);
      for (const Username of users) await call("ForgotPassword", { ClientId, Username });
      const confirm = (Username: string) =>
        refusalOf("ConfirmForgotPassword", { ClientId, Username, ConfirmationCode: CODE, Password: PASSWORD });
      await pass(HOUR - 1);
      expect(await confirm("reminded")).toEqual(ACCEPTED);
      await pass(1);
      expect(await confirm("forgetful")).toEqual(CODE_EXPIRED);
    });

    test("the code that verifies an address is good for a day", async () => {
      const ClientId = await givenClient({ AccessTokenValidity: 24 });
      await givenUser("moving");
      const { AccessToken } = (await signIn(ClientId, "moving")).AuthenticationResult;
      await call("GetUserAttributeVerificationCode", { AccessToken, AttributeName: "email" });
      await pass(DAY);
      const fresh = (await signIn(ClientId, "moving")).AuthenticationResult.AccessToken;
      const verify = { AccessToken: fresh, AttributeName: "email", Code: CODE };
      expect(await refusalOf("VerifyUserAttribute", verify)).toEqual(CODE_EXPIRED);
    });

    test("a temporary password is good for a week, and so is an invitation that is sent again", async () => {
      const ClientId = await givenClient();
      const create = { UserPoolId, Username: "invited", TemporaryPassword: "Temporary-1!" };
      const first = async () => {
        const { ChallengeName, __type, message } = await signIn(ClientId, "invited", {}, "Temporary-1!");
        return ChallengeName ?? [__type, message];
      };
      await call("AdminCreateUser", create);
      await pass(7 * DAY - 1);
      expect(await first()).toBe("NEW_PASSWORD_REQUIRED");
      await pass(1);
      expect(await first()).toEqual(TEMPORARY_EXPIRED);
      await call("AdminCreateUser", { ...create, MessageAction: "RESEND" });
      await pass(7 * DAY - 1);
      expect(await first()).toBe("NEW_PASSWORD_REQUIRED");
      await pass(1);
      expect(await first()).toEqual(TEMPORARY_EXPIRED);
    });

    test("a sign-in waits for the answer to a challenge as long as its client says", async () => {
      const ClientId = await givenClient({ AuthSessionValidity: 5 });
      await call("AdminCreateUser", { UserPoolId, Username: "slow", TemporaryPassword: "Temporary-1!" });
      const sessions = [];
      for (let count = 0; count < 2; count++) sessions.push(await signIn(ClientId, "slow", {}, "Temporary-1!"));
      const answer = ({ Session }: Answer | Record<string, undefined>) =>
        refusalOf("RespondToAuthChallenge", {
          ClientId,
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          Session,
          ChallengeResponses: { USERNAME: "slow", NEW_PASSWORD: PASSWORD },
        });
      await pass(5 * MINUTE);
      expect(await answer(sessions[0] ?? {})).toEqual(SESSION_EXPIRED);
      const again = await signIn(ClientId, "slow", {}, "Temporary-1!");
      await pass(5 * MINUTE - 1);
      expect(await answer(again)).toEqual(ACCEPTED);
    });

    test("tokens say when they were issued and end, and end then", async () => {
      const ClientId = await givenClient();
      await givenUser("bearer");
      await pass(10 * DAY);
      const { AccessToken, IdToken, RefreshToken } = (await signIn(ClientId, "bearer")).AuthenticationResult;
      const issuedAt = Math.floor(await now());
      for (const token of [AccessToken, IdToken]) {
        const times = { iat: issuedAt, auth_time: issuedAt, exp: issuedAt + HOUR };
        expect(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())).toMatchObject(times);
      }
      await pass(HOUR - 1);
      expect(await refusalOf("GetUser", { AccessToken })).toEqual(ACCEPTED);
      await pass(1);
      expect(await refusalOf("GetUser", { AccessToken })).toEqual([
        "NotAuthorizedException",
        "Access Token has expired",
      ]);
      const refresh = {
        AuthFlow: "REFRESH_TOKEN_AUTH",
        ClientId,
        AuthParameters: { REFRESH_TOKEN: RefreshToken },
      };
      await pass(30 * DAY - HOUR - 1);
      const renewed = await call("InitiateAuth", refresh);
      expect(await refusalOf("GetUser", { AccessToken: renewed.AuthenticationResult.AccessToken })).toEqual(ACCEPTED);
      await pass(1);
      expect(await refusalOf("InitiateAuth", refresh)).toEqual(["NotAuthorizedException", "Refresh Token has expired"]);
    });

    test("a rotated refresh token is good for the grace period", async () => {
      const ClientId = await givenClient({
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 60 },
      });
      await givenUser("rotating");
      const { RefreshToken } = (await signIn(ClientId, "rotating")).AuthenticationResult;
      const refresh = () => refusalOf("GetTokensFromRefreshToken", { ClientId, RefreshToken });
      expect(await refresh()).toEqual(ACCEPTED);
      await pass(59);
      expect(await refresh()).toEqual(ACCEPTED);
      await pass(1);
      expect(await refresh()).toEqual(["RefreshTokenReuseException", "Refresh Token has been reused"]);
    });

    test("a remembered device has as long as others to answer, and its tokens end as others do", async () => {
      const { UserPool } = await call("CreateUserPool", {
        PoolName: "devices",
        DeviceConfiguration: { ChallengeRequiredOnNewDevice: false, DeviceOnlyRememberedOnUserPrompt: false },
      });
      const ClientId = await givenClient({}, UserPool.Id);
      await givenUser("at-home", UserPool.Id);
      const { AccessToken, RefreshToken, NewDeviceMetadata } = (await signIn(ClientId, "at-home")).AuthenticationResult;
      const DEVICE_KEY = NewDeviceMetadata?.DeviceKey;
      const DeviceSecretVerifierConfig = {
        Salt: randomBytes(16).toString("base64"),
        PasswordVerifier: randomBytes(384).toString("base64"),
      };
      await call("ConfirmDevice", { AccessToken, DeviceKey: DEVICE_KEY, DeviceSecretVerifierConfig });
      const asked = await signIn(ClientId, "at-home", { DEVICE_KEY });
      expect(asked.ChallengeName).toBe("DEVICE_SRP_AUTH");
      const answer = ({ Session }: Answer) =>
        refusalOf("RespondToAuthChallenge", {
          ClientId,
          ChallengeName: "DEVICE_SRP_AUTH",
          Session,
          ChallengeResponses: { USERNAME: "at-home", DEVICE_KEY, SRP_A: "abc123" },
        });
      await pass(3 * MINUTE);
      expect(await answer(asked)).toEqual(SESSION_EXPIRED);
      const askedAgain = await signIn(ClientId, "at-home", { DEVICE_KEY });
      await pass(3 * MINUTE - 1);
      expect(await answer(askedAgain)).toEqual(ACCEPTED);

      const AuthParameters = { REFRESH_TOKEN: RefreshToken, DEVICE_KEY };
      const refresh = () => refusalOf("InitiateAuth", { AuthFlow: "REFRESH_TOKEN_AUTH", ClientId, AuthParameters });
      expect(await refresh()).toEqual(ACCEPTED);
      await pass(30 * DAY);
      expect(await refresh()).toEqual(["NotAuthorizedException", "Refresh Token has expired"]);
    });

    test("an hour's attempts come back after an hour", async () => {
      const ClientId = await givenClient();
      await givenUser("insistent");
      const ask = () => refusalOf("ForgotPassword", { ClientId, Username: "insistent" });
      for (let count = 0; count < 5; count++) expect(await ask()).toEqual(ACCEPTED);
      const exceeded = ["LimitExceededException", "Attempt limit exceeded, please try after some time."];
      await pass(HOUR - 1);
      expect(await ask()).toEqual(exceeded);
      await pass(1);
      expect(await ask()).toEqual(ACCEPTED);
    });

    test("a paging token is good for an hour", async () => {
      for (const Username of ["page-1", "page-2"]) await givenUser(Username);
      const { PaginationToken } = await call("ListUsers", { UserPoolId, Limit: 1 });
      const next = () => refusalOf("ListUsers", { UserPoolId, Limit: 1, PaginationToken });
      await pass(HOUR);
      expect(await next()).toEqual(ACCEPTED);
      await pass(1);
      expect(await next()).toEqual([
        "InvalidParameterException",
        expect.stringMatching(/^Paging marker .* is invalid/),
      ]);
    });

    test("users, messages and snapshots are of the time that the clock shows", async () => {
      await turn({ set: "2042-01-01T00:00:00Z" });
      const UserAttributes = [{ Name: "email", Value: "dated@example.com" }];
      const created = await call("AdminCreateUser", {
        UserPoolId,
        Username: "dated",
        UserAttributes,
        DesiredDeliveryMediums: ["EMAIL"],
      });
      expect(created.User.UserCreateDate).toBe(Date.parse("2042-01-01T00:00:00Z") / 1000);
      const messages = await fetch(`${server.url}/_cogmock/messages?username=dated`);
      expect(await messages.json()).toMatchObject([{ sentAt: "2042-01-01T00:00:00.000Z" }]);
      const saved = await fetch(`${server.url}/_cogmock/snapshots/dated`, { method: "PUT" });
      expect(await saved.json()).toMatchObject({ createdAt: "2042-01-01T00:00:00.000Z" });
    });
  });
}
