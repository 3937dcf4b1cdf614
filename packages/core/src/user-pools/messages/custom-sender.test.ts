import { createHash } from "node:crypto";
import {
  buildClient,
  CommitmentPolicy,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
} from "@aws-crypto/client-node";
import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { decryptCode, localKeyring, UnreadableMessage } from "../../custom-senders/index.ts";
import type { CognitoOptions, OutgoingMessage, TriggerFunction } from "../../index.ts";
import { functionArn, givenTriggers, passOn } from "../../testing/given-triggers.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";

const KEY_ARN = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";
const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };
const CONTACTS = [
  { Name: "email", Value: "bob@example.com" },
  { Name: "phone_number", Value: "+15555550123" },
];

type Sender = "CustomEmailSender" | "CustomSMSSender";

/** A pool whose messages of some medium are sent by functions, where alice has a verified address and number. */
async function givenSenders({
  run = passOn,
  senders = ["CustomEmailSender", "CustomSMSSender"],
  pool = {},
  options = {},
}: {
  readonly run?: TriggerFunction;
  readonly senders?: readonly Sender[];
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly options?: Partial<CognitoOptions>;
} = {}) {
  const delivered: OutgoingMessage[] = [];
  const arn = (name: Sender) => ({ LambdaVersion: "V1_0", LambdaArn: functionArn(name) });
  const given = await givenTriggers(Object.fromEntries(senders.map((name) => [name, run])), {
    pool: { AutoVerifiedAttributes: ["email"], SmsConfiguration: SMS, ...pool },
    config: { ...Object.fromEntries(senders.map((name) => [name, arn(name)])), KMSKeyID: KEY_ARN },
    options: {
      codes: "random",
      messageDelivery: { deliver: async (outgoing) => void delivered.push(...outgoing) },
      ...options,
    },
  });
  const { cognito, UserPoolId, ClientId, calls } = given;
  const signUp = () =>
    cognito.send("SignUp", { ClientId, Username: "bob", Password: TEST_PASSWORD, UserAttributes: CONTACTS });
  const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
  /** What makes a pool send messages, by the source of the trigger. */
  const occasions = {
    SignUp: signUp,
    ResendCode: async () => {
      await signUp();
      await cognito.send("ResendConfirmationCode", { ClientId, Username: "bob" });
    },
    AdminCreateUser: () =>
      cognito.send("AdminCreateUser", {
        UserPoolId,
        Username: "bob",
        UserAttributes: CONTACTS,
        TemporaryPassword: `Temp<&>"'9a`,
        DesiredDeliveryMediums: ["EMAIL"],
      }),
    ForgotPassword: () => cognito.send("ForgotPassword", { ClientId, Username: "alice" }),
    UpdateUserAttribute: () =>
      cognito.send("UpdateUserAttributes", {
        AccessToken,
        UserAttributes: [{ Name: "email", Value: "alice@example.org" }],
      }),
    VerifyUserAttribute: () =>
      cognito.send("GetUserAttributeVerificationCode", { AccessToken, AttributeName: "email" }),
  };
  /** The code of the event that came last. */
  const lastCode = (): string => {
    const code = calls.at(-1)?.event.request["code"];
    if (typeof code !== "string") throw new Error("the event has no code");
    return code;
  };
  return { ...given, delivered, occasions, signUp, lastCode };
}

type Occasion = keyof Awaited<ReturnType<typeof givenSenders>>["occasions"];

const EVERY_OCCASION: readonly Occasion[] = [
  "SignUp",
  "ResendCode",
  "AdminCreateUser",
  "ForgotPassword",
  "UpdateUserAttribute",
  "VerifyUserAttribute",
];

describe("A custom sender", () => {
  test.each(EVERY_OCCASION)(
    "gets the message of %s, with what is in the inbox encrypted, and Cognito sends none",
    async (occasion) => {
      const { cognito, calls, delivered, occasions, lastCode } = await givenSenders();
      await occasions[occasion]();
      expect(calls.at(-1)?.event).toMatchObject({
        triggerSource: `CustomEmailSender_${occasion}`,
        request: { type: "customEmailSenderRequestV1" },
        response: {},
      });
      const { code = "" } = await cognito.lastMessage();
      const told = occasion === "AdminCreateUser" ? "Temp&lt;&amp;&gt;&quot;&#39;9a" : code;
      expect(decryptCode(lastCode(), KEY_ARN)).toBe(told);
      expect(delivered).toEqual([]);
    },
  );

  test("of one medium leaves the messages of the other to Cognito", async () => {
    const { calls, delivered, occasions } = await givenSenders({ senders: ["CustomSMSSender"] });
    await occasions.ForgotPassword();
    expect(calls).toEqual([]);
    expect(delivered.map(({ message }) => message.to)).toEqual(["alice@example.com"]);
  });

  test("gets the codes that go to phones", async () => {
    const { cognito, calls, delivered, signUp, lastCode } = await givenSenders({
      pool: { AutoVerifiedAttributes: ["phone_number"] },
    });
    await signUp();
    expect(calls.map(({ event }) => event.triggerSource)).toEqual(["CustomSMSSender_SignUp"]);
    expect(decryptCode(lastCode(), KEY_ARN)).toBe((await cognito.lastMessage()).code);
    expect(delivered).toEqual([]);
  });

  test("gets every kind of message that goes to phones", async () => {
    const { cognito, UserPoolId, ClientId, calls, signUp } = await givenSenders({
      pool: {
        AutoVerifiedAttributes: ["phone_number"],
        AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_phone_number", Priority: 1 }] },
      },
    });
    const alice = { UserPoolId, Username: "alice" };
    const UserAttributes = [
      { Name: "phone_number", Value: "+15555550199" },
      { Name: "phone_number_verified", Value: "true" },
    ];
    await cognito.send("AdminUpdateUserAttributes", { ...alice, UserAttributes });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    await signUp();
    await cognito.send("ResendConfirmationCode", { ClientId, Username: "bob" });
    const carol = { UserPoolId, Username: "carol", TemporaryPassword: TEST_PASSWORD };
    await cognito.send("AdminCreateUser", {
      ...carol,
      UserAttributes: [{ Name: "phone_number", Value: "+15555550177" }],
    });
    await cognito.send("ForgotPassword", { ClientId, Username: "alice" });
    await cognito.send("GetUserAttributeVerificationCode", { AccessToken, AttributeName: "phone_number" });
    await cognito.send("UpdateUserAttributes", {
      AccessToken,
      UserAttributes: [{ Name: "phone_number", Value: "+15555550188" }],
    });
    const sources = EVERY_OCCASION.map((occasion) => `CustomSMSSender_${occasion}`);
    expect(calls.map(({ event }) => event.triggerSource).toSorted()).toEqual(sources.toSorted());
    for (const { event } of calls) expect(event.request).toMatchObject({ type: "customSMSSenderRequestV1" });
  });

  test("gets each of the two messages of an invitation that goes out both ways", async () => {
    const { cognito, UserPoolId, calls } = await givenSenders();
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "bob",
      UserAttributes: CONTACTS,
      DesiredDeliveryMediums: ["EMAIL", "SMS"],
    });
    expect(calls.map(({ event }) => event.triggerSource).toSorted()).toEqual([
      "CustomEmailSender_AdminCreateUser",
      "CustomSMSSender_AdminCreateUser",
    ]);
  });

  test("gets codes to sign in with", async () => {
    const { cognito, UserPoolId, ClientId, calls, lastCode } = await givenSenders();
    const user = { UserPoolId, Username: "alice" };
    await cognito.send("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "OPTIONAL",
      SmsMfaConfiguration: { SmsConfiguration: SMS },
    });
    const UserAttributes = [
      { Name: "phone_number", Value: "+15555550123" },
      { Name: "phone_number_verified", Value: "true" },
    ];
    await cognito.send("AdminUpdateUserAttributes", { ...user, UserAttributes });
    await cognito.send("AdminSetUserMFAPreference", { ...user, SMSMfaSettings: { Enabled: true, PreferredMfa: true } });
    const { ChallengeName } = await cognito.send("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
    });
    expect(ChallengeName).toBe("SMS_MFA");
    expect(calls.map(({ event }) => event.triggerSource)).toEqual(["CustomSMSSender_Authentication"]);
    expect(decryptCode(lastCode(), KEY_ARN)).toBe((await cognito.lastMessage()).code);
  });

  test("gets the code itself, where the pool confirms by link", async () => {
    const { cognito, signUp, lastCode } = await givenSenders({
      pool: { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } },
    });
    await signUp();
    expect(decryptCode(lastCode(), KEY_ARN)).toBe((await cognito.lastMessage()).code);
  });

  test("gets no code in an invitation without a password", async () => {
    const { cognito, UserPoolId, calls } = await givenSenders({
      pool: {
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
        AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage: "Welcome, {username}" } },
      },
    });
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "bob",
      UserAttributes: CONTACTS,
      DesiredDeliveryMediums: ["EMAIL"],
    });
    expect(calls.at(-1)?.event.request["code"]).toBeNull();
  });

  test.each<[string, TriggerFunction]>([
    ["throws", () => Promise.reject(new Error("no mail today"))],
    ["returns nothing", async () => undefined],
    ["does not end", () => new Promise(() => {})],
  ])("that %s changes nothing for the caller", async (_, run) => {
    const { cognito, ClientId, signUp } = await givenSenders({ run });
    expect(await signUp()).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { Destination: "b***@e***", DeliveryMedium: "EMAIL" },
    });
    const { code = "" } = await cognito.lastMessage();
    await cognito.send("ConfirmSignUp", { ClientId, Username: "bob", ConfirmationCode: code });
  });

  test("has the time that Lambda gives, for nobody waits", async () => {
    let remaining = 0;
    const { signUp } = await givenSenders({
      run: (event, context) => {
        remaining = context.getRemainingTimeInMillis();
        return event;
      },
    });
    await signUp();
    expect(remaining).toBe(900_000);
  });

  test("is not called by a Cognito that was given no functions, which sends nothing either", async () => {
    const delivered: OutgoingMessage[] = [];
    const cognito = await startCognito({
      messageDelivery: { deliver: async (outgoing) => void delivered.push(...outgoing) },
    });
    const { UserPoolId } = await cognito.givenUserPool({
      LambdaConfig: {
        CustomEmailSender: { LambdaVersion: "V1_0", LambdaArn: functionArn("mailer") },
        KMSKeyID: KEY_ARN,
      },
    });
    await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "bob",
      UserAttributes: CONTACTS,
      DesiredDeliveryMediums: ["EMAIL", "SMS"],
    });
    expect(delivered.map(({ message }) => message.medium)).toEqual(["SMS"]);
    expect(await cognito.listMessages()).toHaveLength(2);
  });

  test("whose code cannot be encrypted is not called: the call fails, and the code is good", async () => {
    const { cognito, ClientId, calls, signUp } = await givenSenders({
      options: {
        dataKeys: () => async () => {
          throw new Error("KMS is not there");
        },
      },
    });
    await expect(signUp()).rejects.toBeCognitoError("CodeDeliveryFailureException", "Unable to deliver message");
    expect(calls).toEqual([]);
    const { code = "" } = await cognito.lastMessage();
    await cognito.send("ConfirmSignUp", { ClientId, Username: "bob", ConfirmationCode: code });
  });
});

describe("The code of a custom sender's event", () => {
  test("is decrypted by a handler that is written with AWS's library, with the local keyring", async () => {
    const { cognito, UserPoolId, signUp, lastCode } = await givenSenders();
    await signUp();
    const { decrypt } = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
    // The helper does not know the library, so it has the number of the enum.
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
    const keyring = new RawAesKeyringNode(localKeyring(KEY_ARN));
    const { plaintext, messageHeader } = await decrypt(keyring, Buffer.from(lastCode(), "base64"));
    expect(plaintext.toString()).toBe((await cognito.lastMessage()).code);
    expect(messageHeader.encryptionContext["userpool-id"]).toBe(UserPoolId);
  });

  test("is decrypted with a key that any language can make out of the ARN", async () => {
    const { cognito, signUp, lastCode } = await givenSenders();
    await signUp();
    const { decrypt } = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
    const keyring = new RawAesKeyringNode({
      keyNamespace: "cogmock",
      keyName: KEY_ARN,
      unencryptedMasterKey: Uint8Array.from(createHash("sha256").update(`cogmock local key ${KEY_ARN}`).digest()),
      wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
    });
    const { plaintext } = await decrypt(keyring, Buffer.from(lastCode(), "base64"));
    expect(plaintext.toString()).toBe((await cognito.lastMessage()).code);
  });

  test("is bound to the key of the pool", async () => {
    const { signUp, lastCode } = await givenSenders();
    await signUp();
    expect(() => decryptCode(lastCode(), `${KEY_ARN}0`)).toThrow(UnreadableMessage);
  });
});
