import { secretHash } from "@cogmock/crypto";
import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

const SMS = { SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sns", ExternalId: "cogmock" } };
const RIGHT = "123456";
const WRONG = "654321";
const MISMATCH = ["CodeMismatchException", "Invalid verification code provided, please try again."] as const;
const EXPIRED = ["ExpiredCodeException", "Invalid code provided, please request a code again."] as const;
const LIMIT = ["LimitExceededException", "Attempt limit exceeded, please try after some time."] as const;
const ALREADY_CONFIRMED = ["NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED"] as const;

async function givenClient(
  cognito: TestCognito,
  pool: Partial<CreateUserPoolRequest> = {},
  client: Partial<CreateUserPoolClientRequest> = {},
) {
  const { UserPoolId } = await cognito.givenUserPool({ AutoVerifiedAttributes: ["email"], ...pool });
  return cognito.givenUserPoolClient({ UserPoolId, ...client });
}

async function signUp(
  cognito: TestCognito,
  ClientId: string,
  Username = "alice",
  contact: Record<string, string> = {},
) {
  const contacts = Object.keys(contact).length > 0 ? contact : { email: "alice@example.com" };
  const UserAttributes = Object.entries(contacts).map(([Name, Value]) => ({ Name, Value }));
  return cognito.send("SignUp", { ClientId, Username, Password: TEST_PASSWORD, UserAttributes });
}

async function attributesOf(cognito: TestCognito, ClientId: string, Username: string) {
  const { AccessToken } = await cognito.givenTokens({ ClientId, Username });
  const { UserAttributes } = await cognito.send("GetUser", { AccessToken });
  return Object.fromEntries((UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
}

describe("ConfirmSignUp", () => {
  test("confirms the user and verifies the contact that the code went to", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { ...SMS, AutoVerifiedAttributes: ["email", "phone_number"] });
    await signUp(cognito, ClientId, "alice", { email: "alice@example.com", phone_number: "+15555554567" });
    const answer = await cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: RIGHT });
    expect(answer).toEqual({});
    expect(await attributesOf(cognito, ClientId, "alice")).toMatchObject({
      phone_number_verified: "true",
      email_verified: "false",
    });
  });

  test("makes the contact an alias where the pool has it for one", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { AliasAttributes: ["email"] });
    await signUp(cognito, ClientId);
    await cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: RIGHT });
    await cognito.givenTokens({ ClientId, Username: "alice@example.com" });
  });

  test("says nothing about a contact that was changed after the code went out", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito);
    await signUp(cognito, ClientId);
    const UserAttributes = [
      { Name: "email", Value: "other@example.com" },
      { Name: "email_verified", Value: "false" },
    ];
    await cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "alice", UserAttributes });
    await cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: RIGHT });
    expect(await attributesOf(cognito, ClientId, "alice")).toMatchObject({ email_verified: "false" });
  });

  test("refuses a wrong code", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await signUp(cognito, ClientId);
    const request = { ClientId, Username: "alice", ConfirmationCode: WRONG };
    await expect(cognito.send("ConfirmSignUp", request)).rejects.toBeCognitoError(...MISMATCH);
    await expect(cognito.givenTokens({ ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "UserNotConfirmedException",
      "User is not confirmed.",
    );
  });

  test("takes a code for 24 hours and no longer", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await signUp(cognito, ClientId, "alice");
    await signUp(cognito, ClientId, "bob");
    cognito.clock.advance({ hours: 24, milliseconds: -1 });
    await cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: RIGHT });
    cognito.clock.advance({ milliseconds: 1 });
    await expect(
      cognito.send("ConfirmSignUp", { ClientId, Username: "bob", ConfirmationCode: RIGHT }),
    ).rejects.toBeCognitoError(...EXPIRED);
  });

  test("refuses a code where none was sent", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { AutoVerifiedAttributes: [] });
    await signUp(cognito, ClientId);
    await expect(
      cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: RIGHT }),
    ).rejects.toBeCognitoError(...EXPIRED);
  });

  test("refuses the code before the last", async () => {
    const cognito = await startCognito({ codes: "random" });
    const { ClientId } = await givenClient(cognito);
    await signUp(cognito, ClientId);
    const { code: first = "" } = await cognito.lastMessage();
    await cognito.send("ResendConfirmationCode", { ClientId, Username: "alice" });
    const { code: second = "" } = await cognito.lastMessage();
    await expect(
      cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: first }),
    ).rejects.toBeCognitoError(...MISMATCH);
    await cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: second });
  });

  test("takes a code once", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await signUp(cognito, ClientId);
    const request = { ClientId, Username: "alice", ConfirmationCode: RIGHT };
    await cognito.send("ConfirmSignUp", request);
    await expect(cognito.send("ConfirmSignUp", request)).rejects.toBeCognitoError(...ALREADY_CONFIRMED);
  });

  test("takes a code once, also when it is answered many times at once", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await signUp(cognito, ClientId);
    const request = { ClientId, Username: "alice", ConfirmationCode: RIGHT };
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => cognito.send("ConfirmSignUp", request)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toBeCognitoError(...ALREADY_CONFIRMED);
    }
  });

  test("refuses everything after 15 wrong codes within an hour, however they come", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await signUp(cognito, ClientId);
    const guess = () => cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: WRONG });
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, guess));
    const names = outcomes.map((outcome) => outcome.status === "rejected" && String(outcome.reason));
    expect(names.filter((name) => name === MISMATCH.join(": "))).toHaveLength(15);
    expect(names.filter((name) => name === LIMIT.join(": "))).toHaveLength(15);

    const request = { ClientId, Username: "alice", ConfirmationCode: RIGHT };
    await expect(cognito.send("ConfirmSignUp", request)).rejects.toBeCognitoError(...LIMIT);
    cognito.clock.advance({ hours: 1 });
    await cognito.send("ConfirmSignUp", request);
  });

  test("leaves an alias with the user who has it, and the code good", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { AliasAttributes: ["email"] });
    await signUp(cognito, ClientId, "alice");
    await signUp(cognito, ClientId, "bob");
    await cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: RIGHT });
    const request = { ClientId, Username: "bob", ConfirmationCode: RIGHT };
    await expect(cognito.send("ConfirmSignUp", request)).rejects.toBeCognitoError(
      "AliasExistsException",
      "An account with the email already exists.",
    );
    await expect(cognito.givenTokens({ ClientId, Username: "bob" })).rejects.toBeCognitoError(
      "UserNotConfirmedException",
      "User is not confirmed.",
    );

    await cognito.send("ConfirmSignUp", { ...request, ForceAliasCreation: true });
    expect(await attributesOf(cognito, ClientId, "alice@example.com")).toMatchObject(
      await attributesOf(cognito, ClientId, "bob"),
    );
    expect(await attributesOf(cognito, ClientId, "alice")).toMatchObject({
      email: "alice@example.com",
      email_verified: "false",
    });
  });

  test("takes no name from a user who has it in another attribute, not even by force", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito, { AliasAttributes: ["email", "preferred_username"] });
    await signUp(cognito, ClientId, "alice");
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "bob",
      UserAttributes: [{ Name: "preferred_username", Value: "alice@example.com" }],
      MessageAction: "SUPPRESS",
    });
    await expect(
      cognito.send("ConfirmSignUp", {
        ClientId,
        Username: "alice",
        ConfirmationCode: RIGHT,
        ForceAliasCreation: true,
      }),
    ).rejects.toBeCognitoError("AliasExistsException", "An account with the email already exists.");
  });

  test("says the same of phone numbers", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, {
      ...SMS,
      AliasAttributes: ["phone_number"],
      AutoVerifiedAttributes: ["phone_number"],
    });
    for (const Username of ["alice", "bob"])
      await signUp(cognito, ClientId, Username, { phone_number: "+15555554567" });
    await cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: RIGHT });
    await expect(
      cognito.send("ConfirmSignUp", { ClientId, Username: "bob", ConfirmationCode: RIGHT }),
    ).rejects.toBeCognitoError("AliasExistsException", "An account with the phone_number already exists.");
  });

  test("gives an alias to one of several who prove to own it at the same time", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { AliasAttributes: ["email"] });
    const names = ["alice", "bob", "carol", "dave"];
    for (const name of names) await signUp(cognito, ClientId, name);
    const outcomes = await Promise.allSettled(
      names.map((Username) => cognito.send("ConfirmSignUp", { ClientId, Username, ConfirmationCode: RIGHT })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("gives an alias to one in the end when several force it at the same time", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { AliasAttributes: ["email"] });
    const names = ["alice", "bob", "carol", "dave"];
    for (const name of names) await signUp(cognito, ClientId, name);
    const force = (Username: string) =>
      cognito.send("ConfirmSignUp", { ClientId, Username, ConfirmationCode: RIGHT, ForceAliasCreation: true });
    await Promise.all(names.map(force));
    const verified = await Promise.all(names.map((name) => attributesOf(cognito, ClientId, name)));
    expect(verified.filter((attributes) => attributes["email_verified"] === "true")).toHaveLength(1);
    await cognito.givenTokens({ ClientId, Username: "alice@example.com" });
  });

  test("tells a client of an unknown user, unless it hides them", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito);
    const request = { ClientId, Username: "nobody", ConfirmationCode: RIGHT };
    await expect(cognito.send("ConfirmSignUp", request)).rejects.toBeCognitoError(
      "UserNotFoundException",
      "Username/client id combination not found.",
    );
    const hiding = await cognito.givenUserPoolClient({ UserPoolId, PreventUserExistenceErrors: "ENABLED" });
    await expect(cognito.send("ConfirmSignUp", { ...request, ClientId: hiding.ClientId })).rejects.toBeCognitoError(
      ...EXPIRED,
    );
  });

  test("refuses a disabled user", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito);
    await signUp(cognito, ClientId);
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(
      cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: RIGHT }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
  });

  test("refuses an unknown client and a missing secret hash", async () => {
    const cognito = await startCognito();
    const { ClientId, ClientSecret = "" } = await givenClient(cognito, {}, { GenerateSecret: true });
    const SecretHash = secretHash({ username: "alice", clientId: ClientId, clientSecret: ClientSecret });
    const request = { ClientId, Username: "alice", ConfirmationCode: RIGHT };
    await expect(cognito.send("ConfirmSignUp", { ...request, ClientId: "nosuch" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool client nosuch does not exist.",
    );
    await expect(cognito.send("ConfirmSignUp", request)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await cognito.send("SignUp", {
      ClientId,
      SecretHash,
      Username: "alice",
      Password: TEST_PASSWORD,
      UserAttributes: [{ Name: "email", Value: "alice@example.com" }],
    });
    await cognito.send("ConfirmSignUp", { ...request, SecretHash });
  });
});
