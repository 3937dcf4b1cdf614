import type {
  AttributeType,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  RecoveryOptionType,
} from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../../store/memory-store.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";
import { createTestClock } from "../../testing/test-clock.ts";
import { users } from "../users/users.collection.ts";

const EMAIL: AttributeType[] = [
  { Name: "email", Value: "alice@example.com" },
  { Name: "email_verified", Value: "true" },
];
const PHONE: AttributeType[] = [
  { Name: "phone_number", Value: "+15555554567" },
  { Name: "phone_number_verified", Value: "true" },
];
const HIDING = { PreventUserExistenceErrors: "ENABLED" } satisfies Partial<CreateUserPoolClientRequest>;
const NO_CONTACT = [
  "InvalidParameterException",
  "Cannot reset password for the user as there is no registered/verified email or phone_number",
] as const;
const WRONG_STATE = ["NotAuthorizedException", "User password cannot be reset in the current state."] as const;
const ADMIN_ONLY = ["NotAuthorizedException", "Contact administrator to reset password."] as const;

function recoveringBy(...names: RecoveryOptionType["Name"][]): Partial<CreateUserPoolRequest> {
  const RecoveryMechanisms = names.map((Name, index) => ({ Name, Priority: index + 1 }));
  return { AccountRecoverySetting: { RecoveryMechanisms } };
}

async function givenAlice(
  cognito: TestCognito,
  UserAttributes: AttributeType[],
  pool: Partial<CreateUserPoolRequest> = {},
  client: Partial<CreateUserPoolClientRequest> = {},
) {
  const { UserPoolId } = await cognito.givenUserPool(pool);
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ...client });
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes });
  const forgot = async (Username = "alice") =>
    (await cognito.send("ForgotPassword", { ClientId, Username })).CodeDeliveryDetails;
  return { UserPoolId, ClientId, forgot };
}

describe("ForgotPassword", () => {
  test("sends a code and leaves the password as it is", async () => {
    const cognito = await startCognito();
    const { ClientId, forgot } = await givenAlice(cognito, EMAIL);
    expect(await forgot()).toEqual({
      Destination: "a***@e***",
      DeliveryMedium: "EMAIL",
      AttributeName: "email",
    });
    expect(await cognito.listMessages()).toMatchObject([
      { username: "alice", kind: "verification", to: "alice@example.com", code: "123456" },
    ]);
    await cognito.givenTokens({ ClientId, Username: "alice" });
  });

  test("prefers the e-mail address in a pool that says nothing", async () => {
    const cognito = await startCognito();
    const { forgot } = await givenAlice(cognito, [...PHONE, ...EMAIL]);
    expect(await forgot()).toMatchObject({ DeliveryMedium: "EMAIL" });
  });

  test("follows the pool's priorities, whatever their order in the request", async () => {
    const cognito = await startCognito();
    const AccountRecoverySetting = {
      RecoveryMechanisms: [
        { Name: "verified_email" as const, Priority: 2 },
        { Name: "verified_phone_number" as const, Priority: 1 },
      ],
    };
    const { forgot } = await givenAlice(cognito, [...PHONE, ...EMAIL], { AccountRecoverySetting });
    expect(await forgot()).toMatchObject({ DeliveryMedium: "SMS", Destination: "+*******4567" });
  });

  test("prefers the phone number in a pool of old, which has no setting", async () => {
    const cognito = await startCognito();
    const { forgot } = await givenAlice(cognito, [...EMAIL, ...PHONE], { AccountRecoverySetting: {} });
    expect(await forgot()).toMatchObject({ DeliveryMedium: "SMS" });
  });

  test("goes on to the next mechanism where the contact of the first is not verified", async () => {
    const cognito = await startCognito();
    const unverified = [{ Name: "email", Value: "alice@example.com" }, ...PHONE];
    const { forgot } = await givenAlice(cognito, unverified);
    expect(await forgot()).toMatchObject({ DeliveryMedium: "SMS" });
  });

  test.each([
    ["no contact", [], {}],
    ["an unverified contact", [{ Name: "email", Value: "alice@example.com" }], {}],
    ["a verified contact that the pool does not use", EMAIL, recoveringBy("verified_phone_number")],
  ])("refuses a user with %s", async (_, attributes, pool) => {
    const cognito = await startCognito();
    const { forgot } = await givenAlice(cognito, attributes, pool);
    await expect(forgot()).rejects.toBeCognitoError(...NO_CONTACT);
    expect(await cognito.listMessages()).toEqual([]);
  });

  test("sends everybody to the administrator in a pool that says so", async () => {
    const cognito = await startCognito();
    const { forgot } = await givenAlice(cognito, EMAIL, recoveringBy("admin_only"));
    await expect(forgot()).rejects.toBeCognitoError(...ADMIN_ONLY);
  });

  test("refuses a user who has not chosen a password yet", async () => {
    const cognito = await startCognito();
    const { UserPoolId, forgot } = await givenAlice(cognito, EMAIL);
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "bob",
      UserAttributes: EMAIL,
      MessageAction: "SUPPRESS",
    });
    await expect(forgot("bob")).rejects.toBeCognitoError(...WRONG_STATE);
  });

  test("refuses a user of an identity provider", async () => {
    const store = createMemoryStore({ clock: createTestClock("2026-01-01T00:00:00Z") });
    const cognito = await startCognito({ store });
    const { UserPoolId, forgot } = await givenAlice(cognito, EMAIL);
    const alice = await store.getUnique(users, "bySignInName", [UserPoolId, "alice"]);
    if (!alice) throw new Error("alice is gone");
    await store.commit([users.put({ ...alice, status: "EXTERNAL_PROVIDER" }, { expect: alice })]);
    await expect(forgot()).rejects.toBeCognitoError(...WRONG_STATE);
  });

  test("refuses a user who has not confirmed their sign-up and so has no verified contact", async () => {
    const cognito = await startCognito();
    const { ClientId, forgot } = await givenAlice(cognito, EMAIL, { AutoVerifiedAttributes: ["email"] });
    const UserAttributes = [{ Name: "email", Value: "bob@example.com" }];
    await cognito.send("SignUp", { ClientId, Username: "bob", Password: TEST_PASSWORD, UserAttributes });
    await expect(forgot("bob")).rejects.toBeCognitoError(...NO_CONTACT);
  });

  test("refuses an unknown and a disabled user", async () => {
    const cognito = await startCognito();
    const { UserPoolId, forgot } = await givenAlice(cognito, EMAIL);
    await expect(forgot("nobody")).rejects.toBeCognitoError(
      "UserNotFoundException",
      "Username/client id combination not found.",
    );
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(forgot()).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
  });

  test("sends five codes an hour, however they are asked for", async () => {
    const cognito = await startCognito();
    const { forgot } = await givenAlice(cognito, EMAIL);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => forgot()));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect(await cognito.listMessages()).toHaveLength(5);
    await expect(forgot()).rejects.toBeCognitoError(
      "LimitExceededException",
      "Attempt limit exceeded, please try after some time.",
    );
    cognito.clock.advance({ hours: 1 });
    await forgot();
  });

  test("pretends to send a code where the client hides who exists", async () => {
    const cognito = await startCognito();
    const { UserPoolId, forgot } = await givenAlice(cognito, EMAIL, {}, HIDING);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "nocontact" });
    const nobody = await forgot("nobody");
    expect(nobody).toEqual({
      Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
      DeliveryMedium: "EMAIL",
      AttributeName: "email",
    });
    expect(await forgot("nobody")).toEqual(nobody);
    expect(await forgot("nobody@example.com")).toMatchObject({ Destination: "n***@e***" });
    expect(await forgot("+4915112345678")).toMatchObject({ Destination: "+*********5678", DeliveryMedium: "SMS" });
    expect(await forgot("nocontact")).toMatchObject({ DeliveryMedium: "EMAIL" });
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    expect(await forgot("alice")).toMatchObject({ DeliveryMedium: "EMAIL" });
    expect(await cognito.listMessages()).toEqual([]);
  });

  test("pretends to send an SMS first in a pool that recovers by phone first", async () => {
    const cognito = await startCognito();
    const pool = recoveringBy("verified_phone_number", "verified_email");
    const { forgot } = await givenAlice(cognito, EMAIL, pool, HIDING);
    expect(await forgot("nobody")).toEqual({
      Destination: expect.stringMatching(/^\+\*{7}\d{4}$/),
      DeliveryMedium: "SMS",
      AttributeName: "phone_number",
    });
  });

  test("refuses an unknown client and a missing secret hash", async () => {
    const cognito = await startCognito();
    const { ClientId, forgot } = await givenAlice(cognito, EMAIL, {}, { GenerateSecret: true });
    await expect(forgot()).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await expect(cognito.send("ForgotPassword", { ClientId: "nosuch", Username: "alice" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool client nosuch does not exist.",
    );
  });
});
