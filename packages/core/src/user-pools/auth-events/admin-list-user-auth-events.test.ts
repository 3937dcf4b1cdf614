import { readJwt } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import { givenRecordingPool } from "../../testing/given-recording-pool.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";
import { authEvents } from "./auth-events.collection.ts";

const NEW_PASSWORD = "Another-Horse-9!";

describe("AdminListUserAuthEvents", () => {
  test("lists newest first, page by page, without a gap where something happens meanwhile", async () => {
    const { cognito, UserPoolId, signIn, events } = await givenRecordingPool();
    const ids: unknown[] = [];
    for (let time = 0; time < 5; time++) {
      const { AuthenticationResult } = await signIn();
      ids.push(readJwt(AuthenticationResult?.AccessToken ?? "")?.claims["event_id"]);
      // Two of them in the same millisecond.
      if (time > 0) cognito.clock.advance({ seconds: 1 });
    }
    const all = await events();
    expect(all.map(({ EventId }) => EventId)).toEqual(ids.toReversed());
    const page = (NextToken?: string) =>
      cognito.send("AdminListUserAuthEvents", { UserPoolId, Username: "alice", MaxResults: 2, NextToken });
    const first = await page();
    await signIn();
    const second = await page(first.NextToken);
    const third = await page(second.NextToken);
    expect([first, second, third].flatMap(({ AuthEvents = [] }) => AuthEvents)).toEqual(all);
    expect(third.NextToken).toBeUndefined();
  });

  test("lists sixty where it is not told how many, or none", async () => {
    const { cognito, UserPoolId, events } = await givenRecordingPool();
    const alice = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    const sub = alice.UserAttributes?.find(({ Name }) => Name === "sub")?.Value ?? "";
    await cognito.store.commit(
      Array.from({ length: 61 }, (_, number) => {
        const id = `event-${number}`;
        const event = { userPoolId: UserPoolId, sub, id, type: "SignIn", response: "Pass", challenges: [] } as const;
        return authEvents.put({ ...event, createdAt: cognito.clock.now(), sequence: number }, { expect: "absent" });
      }),
    );
    expect(await events()).toHaveLength(60);
    const { AuthEvents } = await cognito.send("AdminListUserAuthEvents", {
      UserPoolId,
      Username: "alice",
      MaxResults: 0,
    });
    expect(AuthEvents).toHaveLength(60);
  });

  test("forgets events after two years", async () => {
    const { cognito, signIn, events } = await givenRecordingPool();
    await signIn();
    cognito.clock.advance({ days: 730, milliseconds: -1 });
    expect(await events()).toHaveLength(1);
    cognito.clock.advance({ milliseconds: 1 });
    expect(await events()).toEqual([]);
  });

  test("lists sign-ups, and codes that were sent again", async () => {
    const { cognito, ClientId, events } = await givenRecordingPool();
    const UserAttributes = [{ Name: "email", Value: "bob@example.com" }];
    await cognito.send(
      "SignUp",
      { ClientId, Username: "bob", Password: TEST_PASSWORD, UserAttributes },
      { caller: { ipAddress: "192.0.2.7" } },
    );
    cognito.clock.advance({ seconds: 1 });
    await cognito.send("ResendConfirmationCode", { ClientId, Username: "bob" });
    expect(await events("bob")).toMatchObject([
      { EventType: "ResendCode", EventResponse: "Pass", ChallengeResponses: [] },
      { EventType: "SignUp", EventResponse: "Pass", EventContextData: { IpAddress: "192.0.2.7" } },
    ]);
  });

  test("lists forgotten passwords, and how new ones were set", async () => {
    const { cognito, ClientId, events } = await givenRecordingPool();
    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    const confirm = (ConfirmationCode: string) =>
      cognito.send("ConfirmForgotPassword", { ClientId, Username: "alice", ConfirmationCode, Password: NEW_PASSWORD });
    cognito.clock.advance({ seconds: 1 });
    await expect(confirm("000000")).rejects.toThrow();
    cognito.clock.advance({ seconds: 1 });
    await confirm("123456");
    expect((await events()).map(({ EventType, EventResponse }) => [EventType, EventResponse])).toEqual([
      ["PasswordChange", "Pass"],
      ["PasswordChange", "Fail"],
      ["ForgotPassword", "Pass"],
    ]);
  });

  test("lists changes of the password, refused ones too", async () => {
    const { cognito, signIn, events } = await givenRecordingPool();
    const { AuthenticationResult } = await signIn();
    const change = (PreviousPassword: string) =>
      cognito.send("ChangePassword", {
        AccessToken: AuthenticationResult?.AccessToken ?? "",
        PreviousPassword,
        ProposedPassword: NEW_PASSWORD,
      });
    cognito.clock.advance({ seconds: 1 });
    await expect(change("Wrong-Horse-9!")).rejects.toThrow();
    cognito.clock.advance({ seconds: 1 });
    await change(TEST_PASSWORD);
    expect((await events()).map(({ EventType, EventResponse }) => [EventType, EventResponse])).toEqual([
      ["PasswordChange", "Pass"],
      ["PasswordChange", "Fail"],
      ["SignIn", "Pass"],
    ]);
  });

  test("lists nothing of before threat protection was on, and is refused while it is off", async () => {
    const { cognito, UserPoolId, signIn, events } = await givenRecordingPool({ pool: { UserPoolAddOns: undefined } });
    const set = (AdvancedSecurityMode: "OFF" | "AUDIT" | "ENFORCED") =>
      cognito.send("UpdateUserPool", { UserPoolId, UserPoolTier: "PLUS", UserPoolAddOns: { AdvancedSecurityMode } });
    await signIn();
    const refusal = ["UserPoolAddOnNotEnabledException", "User pool add-on is not enabled."] as const;
    await expect(events()).rejects.toBeCognitoError(...refusal);
    await set("OFF");
    await expect(events()).rejects.toBeCognitoError(...refusal);
    await set("ENFORCED");
    expect(await events()).toEqual([]);
    await signIn();
    expect(await events()).toHaveLength(1);
  });

  test("lists nothing of a user who was deleted, nor leaves anything of a pool that was", async () => {
    const { cognito, UserPoolId, signIn } = await givenRecordingPool();
    const stored = () => cognito.store.count(authEvents, "newestOfUser", [UserPoolId]);
    await signIn();
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    expect(await stored()).toBe(0);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await signIn();
    expect(await stored()).toBe(1);
    await cognito.send("DeleteUserPool", { UserPoolId });
    expect(await stored()).toBe(0);
  });

  test("refuses an unknown user", async () => {
    const { events } = await givenRecordingPool();
    await expect(events("nobody")).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });

  test("refuses more than sixty, and the token of another list", async () => {
    const { cognito, UserPoolId } = await givenRecordingPool();
    const list = (page: { MaxResults?: number; NextToken?: string }) =>
      cognito.send("AdminListUserAuthEvents", { UserPoolId, Username: "alice", ...page });
    await expect(list({ MaxResults: 61 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60",
    );
    await expect(list({ NextToken: "garbage" })).rejects.toThrow(/^Paging marker garbage is invalid for request /);
  });

  test("records nothing of strangers", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      UserPoolTier: "PLUS",
      UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" },
    });
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, PreventUserExistenceErrors: "ENABLED" });
    await expect(cognito.givenTokens({ ClientId, Username: "nobody" })).rejects.toThrow();
    expect(await cognito.store.count(authEvents, "newestOfUser", [UserPoolId])).toBe(0);
  });
});
