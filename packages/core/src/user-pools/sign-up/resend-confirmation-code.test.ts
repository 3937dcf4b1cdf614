import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

const HIDING = { PreventUserExistenceErrors: "ENABLED" } satisfies Partial<CreateUserPoolClientRequest>;
const CANNOT_RESEND = ["NotAuthorizedException", "Cannot resend codes. Auto verification not turned on."] as const;

async function givenClient(
  cognito: TestCognito,
  pool: Partial<CreateUserPoolRequest> = {},
  client: Partial<CreateUserPoolClientRequest> = {},
) {
  const { UserPoolId } = await cognito.givenUserPool({ AutoVerifiedAttributes: ["email"], ...pool });
  return cognito.givenUserPoolClient({ UserPoolId, ...client });
}

async function signUp(cognito: TestCognito, ClientId: string, email: string | undefined = "someone@else.example") {
  const UserAttributes = email ? [{ Name: "email", Value: email }] : [];
  return cognito.send("SignUp", { ClientId, Username: "alice", Password: TEST_PASSWORD, UserAttributes });
}

describe("ResendConfirmationCode", () => {
  test("sends another code to the same contact and says where", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await signUp(cognito, ClientId);
    const answer = await cognito.send("ResendConfirmationCode", { ClientId, Username: "alice" });
    expect(answer).toEqual({
      CodeDeliveryDetails: { Destination: "s***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
    });
    expect(await cognito.lastMessage()).toMatchObject({ kind: "verification", to: "someone@else.example" });
    expect(await cognito.listMessages()).toHaveLength(2);
  });

  test("makes the code good for 24 hours again", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await signUp(cognito, ClientId);
    cognito.clock.advance({ hours: 23 });
    await cognito.send("ResendConfirmationCode", { ClientId, Username: "alice" });
    cognito.clock.advance({ hours: 23 });
    await cognito.send("ConfirmSignUp", { ClientId, Username: "alice", ConfirmationCode: "123456" });
  });

  test("sends five codes an hour, however they are asked for", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await signUp(cognito, ClientId);
    const resend = () => cognito.send("ResendConfirmationCode", { ClientId, Username: "alice" });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, resend));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect(await cognito.listMessages()).toHaveLength(1 + 5);
    await expect(resend()).rejects.toBeCognitoError(
      "LimitExceededException",
      "Attempt limit exceeded, please try after some time.",
    );
    cognito.clock.advance({ hours: 1 });
    await resend();
  });

  test("refuses a confirmed user", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await expect(cognito.send("ResendConfirmationCode", { ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "User is already confirmed.",
    );
  });

  test.each([{}, HIDING])("refuses where nobody is sent a code, whoever asks: %o", async (client) => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { AutoVerifiedAttributes: [] }, client);
    await signUp(cognito, ClientId);
    await expect(cognito.send("ResendConfirmationCode", { ClientId, Username: "alice" })).rejects.toBeCognitoError(
      ...CANNOT_RESEND,
    );
  });

  test("refuses a user without a contact that the pool verifies", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await cognito.send("SignUp", { ClientId, Username: "alice", Password: TEST_PASSWORD });
    await expect(cognito.send("ResendConfirmationCode", { ClientId, Username: "alice" })).rejects.toBeCognitoError(
      ...CANNOT_RESEND,
    );
  });

  test("refuses an unknown and a disabled user", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito);
    await expect(cognito.send("ResendConfirmationCode", { ClientId, Username: "nobody" })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "Username/client id combination not found.",
    );
    await signUp(cognito, ClientId);
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(cognito.send("ResendConfirmationCode", { ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "User is disabled.",
    );
  });

  test("pretends to send a code where the client hides who exists", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito, {}, HIDING);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const resend = (Username: string) => cognito.send("ResendConfirmationCode", { ClientId, Username });
    const nobody = await resend("nobody");
    expect(nobody.CodeDeliveryDetails).toEqual({
      Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
      DeliveryMedium: "EMAIL",
      AttributeName: "email",
    });
    expect(await resend("nobody")).toEqual(nobody);
    const destinations = await Promise.all(["a", "b", "c", "d", "e"].map((name) => resend(name)));
    expect(new Set(destinations.map((answer) => answer.CodeDeliveryDetails?.Destination)).size).toBeGreaterThan(1);
    expect((await resend("nobody@example.com")).CodeDeliveryDetails?.Destination).toBe("n***@e***");
    expect((await resend("alice")).CodeDeliveryDetails).toMatchObject({ DeliveryMedium: "EMAIL" });
    expect(await cognito.listMessages()).toEqual([]);
  });

  test("pretends the same for a name in other case where the pool ignores case", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { UsernameConfiguration: { CaseSensitive: false } }, HIDING);
    const resend = (Username: string) => cognito.send("ResendConfirmationCode", { ClientId, Username });
    for (const name of ["nobody", "nemo", "niemand"]) {
      expect(await resend(name.toUpperCase())).toEqual(await resend(name));
    }
  });

  test("pretends to send an SMS in a pool that verifies phone numbers", async () => {
    const cognito = await startCognito();
    const phonePool = {
      AutoVerifiedAttributes: ["phone_number"],
      SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sns", ExternalId: "cogmock" },
    } satisfies Partial<CreateUserPoolRequest>;
    const { ClientId } = await givenClient(cognito, phonePool, HIDING);
    const resend = (Username: string) => cognito.send("ResendConfirmationCode", { ClientId, Username });
    expect((await resend("nobody@example.com")).CodeDeliveryDetails).toEqual({
      Destination: expect.stringMatching(/^\+\*{7}\d{4}$/),
      DeliveryMedium: "SMS",
      AttributeName: "phone_number",
    });
    expect((await resend("+4915112345678")).CodeDeliveryDetails?.Destination).toBe("+*********5678");
  });
});
