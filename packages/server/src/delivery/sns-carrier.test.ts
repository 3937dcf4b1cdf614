import { PublishCommand, type PublishCommandInput, SNSClient } from "@aws-sdk/client-sns";
import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { givenMailPool, SMS_CONFIGURATION, signUpRequest } from "../testing/given-mail-pool.ts";
import { type AwsResponse, type AwsService, formOf, SECRET, startAwsService } from "../testing/start-aws-service.ts";
import { startTestServer } from "../testing/start-test-server.ts";

const XMLNS = "http://sns.amazonaws.com/doc/2010-03-31/";
const PUBLISHED: AwsResponse = {
  status: 200,
  contentType: "text/xml",
  body: `<PublishResponse xmlns="${XMLNS}"><PublishResult><MessageId>94f20ce6</MessageId></PublishResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishResponse>`,
};
const REFUSED: AwsResponse = {
  status: 403,
  contentType: "text/xml",
  body: `<ErrorResponse xmlns="${XMLNS}"><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>+15555554567 is not yours</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
};

const startSns = (answer: AwsResponse = PUBLISHED): Promise<AwsService> => startAwsService("sns", () => answer);

/** Publishes as AWS's own client does. */
async function publishWithSdk({ url }: AwsService, region: string, input: PublishCommandInput) {
  const credentials = { accessKeyId: "000000000000", secretAccessKey: SECRET };
  const client = new SNSClient({ endpoint: url, region, credentials, maxAttempts: 1 });
  try {
    return await client.send(new PublishCommand(input));
  } finally {
    client.destroy();
  }
}

const BY_SMS: Partial<CreateUserPoolRequest> = {
  AutoVerifiedAttributes: ["phone_number"],
  SmsConfiguration: SMS_CONFIGURATION,
  VerificationMessageTemplate: { SmsMessage: "Für {username}: {####} & =+" },
};
const PHONE = { phone_number: "+15555554567" };

describe("An SNS endpoint", () => {
  test.each([
    ["us-east-1", "us-east-1", SMS_CONFIGURATION],
    ["eu-central-1", "eu-central-1", SMS_CONFIGURATION],
    ["eu-west-1", "eu-central-1", { ...SMS_CONFIGURATION, SnsRegion: "eu-west-1" }],
  ])("gets the request that AWS's SDK would send, in %s for a pool in %s", async (region, home, SmsConfiguration) => {
    const sns = await startSns();
    const server = await startTestServer({ codes: "random", delivery: { snsEndpoint: sns.url } });
    const pool = await givenMailPool(server.cognito, { ...BY_SMS, SmsConfiguration }, home);
    expect((await server.call("SignUp", signUpRequest(pool, "alice", PHONE))).status).toBe(200);
    const [message] = await server.cognito.listMessages();

    const { MessageId } = await publishWithSdk(sns, region, {
      PhoneNumber: "+15555554567",
      Message: `Für alice: ${message?.code} & =+`,
      MessageAttributes: { "AWS.SNS.SMS.SMSType": { DataType: "String", StringValue: "Transactional" } },
    });
    expect(MessageId).toBe("94f20ce6");
    const [ours, sdks] = sns.requests;
    if (!ours || !sdks) throw new Error("a request is missing");
    expect(formOf(ours)).toEqual(formOf(sdks));
    expect(ours).toMatchObject({ method: sdks.method, path: sdks.path, signer: sdks.signer });
  });

  test("gets no e-mail", async () => {
    const sns = await startSns();
    const server = await startTestServer({ delivery: { snsEndpoint: sns.url } });
    expect((await server.call("SignUp", signUpRequest(await givenMailPool(server.cognito)))).status).toBe(200);
    expect(sns.requests).toEqual([]);
  });

  test("that refuses an SMS fails the call; the log says why, and nothing more", async () => {
    const sns = await startSns(REFUSED);
    const server = await startTestServer({ codes: "random", delivery: { snsEndpoint: sns.url } });
    const pool = await givenMailPool(server.cognito, BY_SMS);
    const response = await server.call("SignUp", signUpRequest(pool, "alice", PHONE));
    expect(await response.json()).toEqual({
      __type: "CodeDeliveryFailureException",
      message: "Unable to deliver message",
    });
    const log = await server.readLog();
    const [message] = await server.cognito.listMessages();
    expect(log).toContain(`${sns.url} answered 403 (AuthorizationError)`);
    expect(log).not.toContain(message?.code);
    expect(log).not.toContain("5554567");
  });
});
