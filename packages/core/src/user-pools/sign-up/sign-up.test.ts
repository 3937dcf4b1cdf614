import type { CreateUserPoolRequest, SignUpRequest } from "@cogmock/protocol/user-pools";
import { secretHash } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

const SMS = { SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sns", ExternalId: "cogmock" } };
const EMAIL = { Name: "email", Value: "alice@example.com" };
const PHONE = { Name: "phone_number", Value: "+15555554567" };

async function givenClient(cognito: TestCognito, pool: Partial<CreateUserPoolRequest> = {}) {
  const { UserPoolId } = await cognito.givenUserPool(pool);
  return cognito.givenUserPoolClient({ UserPoolId });
}

function alice(ClientId: string, changes: Partial<SignUpRequest> = {}): SignUpRequest {
  return { ClientId, Username: "alice", Password: TEST_PASSWORD, ...changes };
}

async function attributesOf(cognito: TestCognito, ClientId: string, Username: string) {
  const { AccessToken } = await cognito.givenTokens({ ClientId, Username });
  const { UserAttributes } = await cognito.send("GetUser", { AccessToken });
  return Object.fromEntries((UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
}

describe("SignUp", () => {
  test("makes a user who cannot sign in before they are confirmed", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito);
    const answer = await cognito.send("SignUp", alice(ClientId));
    expect(answer).toEqual({ UserConfirmed: false, UserSub: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(await cognito.listMessages()).toEqual([]);
    await expect(cognito.givenTokens({ ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "UserNotConfirmedException",
      "User is not confirmed.",
    );
    await cognito.send("AdminConfirmSignUp", { UserPoolId, Username: "alice" });
    expect(await attributesOf(cognito, ClientId, "alice")).toEqual({ sub: answer.UserSub });
  });

  test("sends a code to the e-mail address that the pool verifies, and lists it as unverified", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito, { AutoVerifiedAttributes: ["email"] });
    const answer = await cognito.send("SignUp", alice(ClientId, { UserAttributes: [EMAIL] }));
    expect(answer.CodeDeliveryDetails).toEqual({
      Destination: "a***@e***",
      DeliveryMedium: "EMAIL",
      AttributeName: "email",
    });
    await cognito.send("AdminConfirmSignUp", { UserPoolId, Username: "alice" });
    expect(await attributesOf(cognito, ClientId, "alice")).toMatchObject({ email_verified: "false" });
  });

  test("sends one SMS and no e-mail where the pool verifies both", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { ...SMS, AutoVerifiedAttributes: ["email", "phone_number"] });
    const answer = await cognito.send("SignUp", alice(ClientId, { UserAttributes: [EMAIL, PHONE] }));
    expect(answer.CodeDeliveryDetails).toEqual({
      Destination: "+*******4567",
      DeliveryMedium: "SMS",
      AttributeName: "phone_number",
    });
    expect((await cognito.listMessages()).map(({ medium }) => medium)).toEqual(["SMS"]);
  });

  test("sends an e-mail where the pool verifies both and the user gives no phone number", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { ...SMS, AutoVerifiedAttributes: ["email", "phone_number"] });
    const answer = await cognito.send("SignUp", alice(ClientId, { UserAttributes: [EMAIL] }));
    expect(answer.CodeDeliveryDetails).toMatchObject({ AttributeName: "email" });
  });

  test.each([
    ["the pool verifies nothing", {}, [EMAIL]],
    ["the user has no contact that the pool verifies", { AutoVerifiedAttributes: ["email"] } as const, [PHONE]],
  ])("sends nothing where %s", async (_, pool, UserAttributes) => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, pool);
    const answer = await cognito.send("SignUp", alice(ClientId, { UserAttributes }));
    expect(answer).not.toHaveProperty("CodeDeliveryDetails.Destination");
    expect(await cognito.listMessages()).toEqual([]);
  });

  test("refuses a username that is taken, and leaves its owner as they were", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito, { AutoVerifiedAttributes: ["email"] });
    await cognito.send("SignUp", alice(ClientId));
    const second = alice(ClientId, { Password: "Another-Horse-9!", UserAttributes: [EMAIL] });
    await expect(cognito.send("SignUp", second)).rejects.toBeCognitoError(
      "UsernameExistsException",
      "User already exists",
    );
    expect(await cognito.listMessages()).toEqual([]);
    await cognito.send("AdminConfirmSignUp", { UserPoolId, Username: "alice" });
    await cognito.givenTokens({ ClientId, Username: "alice" });
  });

  test("lets one of several who want a username at the same time have it", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { AutoVerifiedAttributes: ["email"] });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => cognito.send("SignUp", alice(ClientId, { UserAttributes: [EMAIL] }))),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") {
        expect(outcome.reason).toBeCognitoError("UsernameExistsException", "User already exists");
      }
    }
    expect(await cognito.listMessages()).toHaveLength(1);
  });

  test("tells usernames apart by case, unless the pool does not", async () => {
    const cognito = await startCognito();
    const strict = await givenClient(cognito);
    await cognito.send("SignUp", alice(strict.ClientId));
    await cognito.send("SignUp", alice(strict.ClientId, { Username: "Alice" }));

    const lax = await givenClient(cognito, { UsernameConfiguration: { CaseSensitive: false } });
    await cognito.send("SignUp", alice(lax.ClientId));
    await expect(cognito.send("SignUp", alice(lax.ClientId, { Username: "ALICE" }))).rejects.toBeCognitoError(
      "UsernameExistsException",
      "User already exists",
    );
  });

  test("gives a user their e-mail address for a name in a pool that signs in with it", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await givenClient(cognito, { UsernameAttributes: ["email"] });
    const { UserSub } = await cognito.send("SignUp", alice(ClientId, { Username: "alice@example.com" }));
    await expect(cognito.send("SignUp", alice(ClientId, { Username: "alice@example.com" }))).rejects.toBeCognitoError(
      "UsernameExistsException",
      "User already exists",
    );
    await cognito.send("AdminConfirmSignUp", { UserPoolId, Username: "alice@example.com" });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice@example.com" });
    expect(await cognito.send("GetUser", { AccessToken })).toMatchObject({ Username: UserSub });
    await expect(cognito.send("SignUp", alice(ClientId))).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Username should be an email.",
    );
  });

  test("lets two users have the same unverified e-mail address where it is an alias", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, {
      AliasAttributes: ["email"],
      AutoVerifiedAttributes: ["email"],
    });
    await cognito.send("SignUp", alice(ClientId, { UserAttributes: [EMAIL] }));
    await cognito.send("SignUp", alice(ClientId, { Username: "bob", UserAttributes: [EMAIL] }));
    await expect(cognito.send("SignUp", alice(ClientId, { Username: "carol@example.com" }))).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Username cannot be of email format, since user pool is configured for email alias.",
    );
  });

  test("refuses a preferred username while it could not be an alias yet", async () => {
    const cognito = await startCognito();
    const UserAttributes = [{ Name: "preferred_username", Value: "al" }];
    const { ClientId } = await givenClient(cognito, { AliasAttributes: ["preferred_username"] });
    await expect(cognito.send("SignUp", alice(ClientId, { UserAttributes }))).rejects.toBeCognitoError(
      "InvalidParameterException",
      "User needs to be confirmed before a preferred_username can be set.",
    );
    const other = await givenClient(cognito);
    await cognito.send("SignUp", alice(other.ClientId, { UserAttributes }));
  });

  test("is not for pools whose users are created by administrators", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    await expect(cognito.send("SignUp", alice(ClientId))).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "SignUp is not permitted for this user pool",
    );
  });

  test.each([
    ["Short1!", "Password not long enough"],
    ["lowercase-9!", "Password must have uppercase characters"],
    ["UPPERCASE-9!", "Password must have lowercase characters"],
    ["No-numbers!", "Password must have numeric characters"],
    ["NoSymbols99", "Password must have symbol characters"],
    ["x", "Password not long enough"],
  ])("refuses the password %s: %s", async (Password, demand) => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await expect(cognito.send("SignUp", alice(ClientId, { Password }))).rejects.toBeCognitoError(
      "InvalidPasswordException",
      `Password did not conform with policy: ${demand}`,
    );
  });

  test("refuses white space in a password before it looks at the policy, and does not repeat it", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await expect(cognito.send("SignUp", alice(ClientId, { Password: "a b" }))).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
    );
  });

  test("needs a password, unless the pool signs in with codes", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    await expect(cognito.send("SignUp", { ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null",
    );
    const passwordless = await givenClient(cognito, {
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
    });
    const answer = await cognito.send("SignUp", {
      ClientId: passwordless.ClientId,
      Username: "alice",
      UserAttributes: [EMAIL],
    });
    expect(answer.UserConfirmed).toBe(false);
  });

  test("lets a client write only what it may write", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, WriteAttributes: ["email"] });
    const UserAttributes = [EMAIL, { Name: "nickname", Value: "al" }];
    await expect(cognito.send("SignUp", alice(ClientId, { UserAttributes }))).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "A client attempted to write unauthorized attribute",
    );
  });

  test.each(["email_verified", "phone_number_verified"])("lets no client set %s", async (Name) => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    const UserAttributes = [EMAIL, PHONE, { Name, Value: "true" }];
    await expect(cognito.send("SignUp", alice(ClientId, { UserAttributes }))).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "A client attempted to write unauthorized attribute",
    );
  });

  test("takes no attribute that the pool does not have", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito);
    const UserAttributes = [{ Name: "custom:role", Value: "queen" }];
    await expect(cognito.send("SignUp", alice(ClientId, { UserAttributes }))).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Attributes did not conform to the schema: Type for attribute {custom:role} could not be determined",
    );
  });

  test("asks for the attributes that the pool requires", async () => {
    const cognito = await startCognito();
    const { ClientId } = await givenClient(cognito, { Schema: [{ Name: "email", Required: true }] });
    await expect(cognito.send("SignUp", alice(ClientId, { UserAttributes: [PHONE] }))).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Attributes did not conform to the schema: emails: The attribute emails is required",
    );
    await cognito.send("SignUp", alice(ClientId, { UserAttributes: [EMAIL] }));
  });

  test("refuses an unknown client", async () => {
    const cognito = await startCognito();
    await expect(cognito.send("SignUp", alice("nosuchclient"))).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool client nosuchclient does not exist.",
    );
  });

  test("checks the secret hash of a client that has a secret, and refuses one from a client that has none", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const { ClientId, ClientSecret = "" } = await cognito.givenUserPoolClient({ UserPoolId, GenerateSecret: true });
    await expect(cognito.send("SignUp", alice(ClientId))).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    const SecretHash = secretHash({ username: "alice", clientId: ClientId, clientSecret: ClientSecret });
    await expect(cognito.send("SignUp", alice(ClientId, { Username: "bob", SecretHash }))).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${ClientId}`,
    );
    await cognito.send("SignUp", alice(ClientId, { SecretHash }));

    const publicClient = await cognito.givenUserPoolClient({ UserPoolId });
    const request = alice(publicClient.ClientId, { Username: "carol", SecretHash });
    await expect(cognito.send("SignUp", request)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${publicClient.ClientId}`,
    );
  });
});
