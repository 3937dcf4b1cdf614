import { describe, expect, test } from "vitest";
import { givenRecordingPool } from "../../testing/given-recording-pool.ts";
import { authEvents } from "./auth-events.collection.ts";
import { feedbackTokenOf } from "./feedback-token.ts";

const NOT_ENABLED = ["UserPoolAddOnNotEnabledException", "User pool add-on is not enabled."] as const;
const NO_USER = ["UserNotFoundException", "User does not exist."] as const;
const NO_TOKEN = ["NotAuthorizedException", "Invalid feedback token"] as const;

/** A sign-in of alice, and the tokens that are good for feedback on it. */
async function givenEvent() {
  const pool = await givenRecordingPool();
  const { cognito, UserPoolId, signIn, events } = pool;
  await signIn();
  const [event] = await events();
  const EventId = event?.EventId ?? "";
  const admin = (FeedbackValue: "Valid" | "Invalid", changed: { Username?: string; EventId?: string } = {}) =>
    cognito.send("AdminUpdateAuthEventFeedback", { UserPoolId, Username: "alice", EventId, FeedbackValue, ...changed });
  const own = (FeedbackToken: string, changed: { Username?: string; EventId?: string } = {}) =>
    cognito.send("UpdateAuthEventFeedback", {
      UserPoolId,
      Username: "alice",
      EventId,
      FeedbackToken,
      FeedbackValue: "Invalid",
      ...changed,
    });
  const tokens = async () => {
    const { documents } = await cognito.store.find(authEvents, "newestOfUser", [UserPoolId], { limit: 10 });
    return Promise.all(documents.map((document) => feedbackTokenOf(cognito, document)));
  };
  const turnOff = () => cognito.send("UpdateUserPool", { UserPoolId, UserPoolTier: "PLUS" });
  return { ...pool, EventId, admin, own, tokens, turnOff };
}

describe("AdminUpdateAuthEventFeedback", () => {
  test("notes what an administrator thinks, in place of what they thought before", async () => {
    const { cognito, admin, events } = await givenEvent();
    expect(await admin("Valid")).toEqual({});
    cognito.clock.advance({ minutes: 1 });
    await admin("Invalid");
    const FeedbackDate = cognito.clock.now() / 1000;
    expect((await events()).map(({ EventFeedback }) => EventFeedback)).toEqual([
      { FeedbackValue: "Invalid", Provider: "Admin", FeedbackDate },
    ]);
  });

  test("asks for the user, and for an event of theirs", async () => {
    const { cognito, UserPoolId, admin, events } = await givenEvent();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(admin("Valid", { Username: "nobody" })).rejects.toBeCognitoError(...NO_USER);
    for (const changed of [{ Username: "bob" }, { EventId: "none" }]) {
      await expect(admin("Valid", changed)).rejects.toBeCognitoError(
        "ResourceNotFoundException",
        "Event does not exist.",
      );
    }
    expect((await events()).map(({ EventFeedback }) => EventFeedback)).toEqual([undefined]);
  });

  test("is refused while threat protection is off", async () => {
    const { admin, turnOff } = await givenEvent();
    await turnOff();
    await expect(admin("Valid")).rejects.toBeCognitoError(...NOT_ENABLED);
  });

  test("refuses a value that is neither", async () => {
    const { cognito, UserPoolId, EventId } = await givenEvent();
    const { body } = await cognito.handle({
      method: "POST",
      url: "/",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.AdminUpdateAuthEventFeedback",
      },
      body: Buffer.from(JSON.stringify({ UserPoolId, Username: "alice", EventId, FeedbackValue: "Maybe" })),
      baseUrl: "http://localhost:4566",
    });
    expect(JSON.parse(body)).toMatchObject({
      __type: "InvalidParameterException",
      message:
        "1 validation error detected: Value 'Maybe' at 'feedbackValue' failed to satisfy constraint: Member must satisfy enum value set: [Valid, Invalid]",
    });
  });
});

describe("UpdateAuthEventFeedback", () => {
  test("notes what the user says who has the event's token", async () => {
    const { cognito, own, tokens, events } = await givenEvent();
    const [token = ""] = await tokens();
    expect(await own(token)).toEqual({});
    expect((await events()).map(({ EventFeedback }) => EventFeedback)).toEqual([
      { FeedbackValue: "Invalid", Provider: "User", FeedbackDate: cognito.clock.now() / 1000 },
    ]);
  });

  test("refuses tokens of other events, of other users and of other kinds, and changes nothing", async () => {
    const { cognito, UserPoolId, ClientId, EventId, own, tokens, signIn, events } = await givenEvent();
    const [ofEvent = ""] = await tokens();
    cognito.clock.advance({ seconds: 1 });
    const { AuthenticationResult } = await signIn();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await cognito.givenTokens({ ClientId, Username: "bob" });
    const others = (await tokens()).filter((token) => token !== ofEvent);
    expect(others).toHaveLength(2);
    const wrong = [...others, AuthenticationResult?.IdToken ?? "", `${ofEvent}A`, "garbage"];
    for (const token of wrong) await expect(own(token)).rejects.toBeCognitoError(...NO_TOKEN);
    for (const changed of [{ Username: "bob" }, { EventId: "none" }]) {
      await expect(own(ofEvent, changed)).rejects.toBeCognitoError(...NO_TOKEN);
    }
    const noted = (await events()).find((event) => event.EventId === EventId);
    expect(noted).not.toHaveProperty("EventFeedback.FeedbackValue");
  });

  test("asks for the user", async () => {
    const { own, tokens } = await givenEvent();
    const [token = ""] = await tokens();
    await expect(own(token, { Username: "nobody" })).rejects.toBeCognitoError(...NO_USER);
  });

  test("is refused while threat protection is off", async () => {
    const { own, tokens, turnOff } = await givenEvent();
    const [token = ""] = await tokens();
    await turnOff();
    await expect(own(token)).rejects.toBeCognitoError(...NOT_ENABLED);
  });
});
