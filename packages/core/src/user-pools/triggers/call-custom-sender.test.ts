import type { CustomEmailSenderTriggerEvent, CustomSMSSenderTriggerEvent } from "aws-lambda";
import { expect, test } from "vitest";
import type { Invocation } from "../../index.ts";
import { functionArn } from "../../testing/given-triggers.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import { composeVerification } from "../messages/compose-message.ts";
import type { Destination } from "../messages/code-delivery.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser } from "../users/user.ts";
import { callCustomSender } from "./call-custom-sender.ts";

const SENDERS = {
  CustomEmailSender: { LambdaVersion: "V1_0", LambdaArn: functionArn("mailer") },
  CustomSMSSender: { LambdaVersion: "V1_0", LambdaArn: functionArn("texter") },
  KMSKeyID: "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555",
} as const;
const EMAIL: Destination = { attribute: "email", to: "alice@example.com" };
const PHONE: Destination = { attribute: "phone_number", to: "+15555550123" };

/** What a sender is called with, for a code of alice's that goes there. */
async function invocationsOf(destination: Destination, LambdaConfig: Partial<typeof SENDERS> = SENDERS) {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool({ LambdaConfig });
  await cognito.givenConfirmedUser({
    UserPoolId,
    Username: "alice",
    UserAttributes: [{ Name: "email", Value: EMAIL.to }],
  });
  const pool = await requireUserPool(
    { store: cognito.store, region: "us-east-1", accountId: "000000000000" },
    UserPoolId,
  );
  const user = await requireUser(cognito, pool, "alice");
  const invocations: Invocation[] = [];
  callCustomSender(
    { invokeLater: (invocation) => invocations.push(invocation), caller: {} },
    composeVerification({ pool, user, destination, code: "123456" }),
    { source: "SignUp", clientId: "client", clientMetadata: { from: "app" } },
    "AYADe…",
  );
  const event = {
    version: "1",
    region: "us-east-1",
    userPoolId: UserPoolId,
    userName: "alice",
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "client" },
    response: {},
  };
  const userAttributes = { sub: user.sub, email: EMAIL.to, "cognito:user_status": "CONFIRMED" };
  return { invocations, event, request: { code: "AYADe…", userAttributes, clientMetadata: { from: "app" } } };
}

test("A custom e-mail sender gets AWS's event, and nobody waits for it", async () => {
  const { invocations, event, request } = await invocationsOf(EMAIL);
  const expected: CustomEmailSenderTriggerEvent = {
    ...event,
    triggerSource: "CustomEmailSender_SignUp",
    request: { ...request, type: "customEmailSenderRequestV1" },
  };
  expect(invocations).toEqual([
    { functionArn: functionArn("mailer"), payload: expect.any(String), isAsynchronous: true },
  ]);
  expect(JSON.parse(invocations[0]?.payload ?? "")).toStrictEqual(expected);
});

test("A custom SMS sender gets AWS's event", async () => {
  const { invocations, event, request } = await invocationsOf(PHONE);
  const expected: CustomSMSSenderTriggerEvent = {
    ...event,
    triggerSource: "CustomSMSSender_SignUp",
    request: { ...request, type: "customSMSSenderRequestV1" },
  };
  expect(invocations[0]?.functionArn).toBe(functionArn("texter"));
  expect(JSON.parse(invocations[0]?.payload ?? "")).toStrictEqual(expected);
});

test("No custom sender is called for a medium for which the pool names none", async () => {
  const { CustomEmailSender: _, ...withoutEmail } = SENDERS;
  expect((await invocationsOf(EMAIL, withoutEmail)).invocations).toEqual([]);
});
