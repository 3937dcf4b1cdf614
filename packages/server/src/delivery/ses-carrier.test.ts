import { MessageRejected, SESClient, SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-ses";
import { describe, expect, test } from "vitest";
import { givenMailPool, signUpRequest } from "../testing/given-mail-pool.ts";
import { notifyOfRisk } from "../testing/notify-of-risk.ts";
import { startMailServer } from "../testing/start-mail-server.ts";
import { type AwsResponse, type AwsService, formOf, SECRET, startAwsService } from "../testing/start-aws-service.ts";
import { startTestServer } from "../testing/start-test-server.ts";
import { unusedPort } from "../testing/unused-port.ts";

const XMLNS = "http://ses.amazonaws.com/doc/2010-12-01/";
const SENT: AwsResponse = {
  status: 200,
  contentType: "text/xml",
  body: `<SendEmailResponse xmlns="${XMLNS}"><SendEmailResult><MessageId>0102018f</MessageId></SendEmailResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></SendEmailResponse>`,
};
const REJECTED: AwsResponse = {
  status: 400,
  contentType: "text/xml",
  body: `<ErrorResponse xmlns="${XMLNS}"><Error><Type>Sender</Type><Code>MessageRejected</Code><Message>Email address is not verified: alice@example.com</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
};

const startSes = (answer: AwsResponse = SENT): Promise<AwsService> => startAwsService("ses", () => answer);

/** Sends an e-mail as AWS's own client does. */
async function sendWithSdk({ url }: AwsService, region: string, input: SendEmailCommandInput) {
  const credentials = { accessKeyId: "000000000000", secretAccessKey: SECRET };
  const client = new SESClient({ endpoint: url, region, credentials, maxAttempts: 1 });
  try {
    return await client.send(new SendEmailCommand(input));
  } finally {
    client.destroy();
  }
}

const IDENTITY = "arn:aws:ses:eu-west-1:000000000000:identity/hello@example.com";
const utf8 = (Data: string) => ({ Data, Charset: "UTF-8" });

describe("An SES endpoint", () => {
  test.each([
    {
      of: "a pool with its own SES",
      settings: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: IDENTITY,
        From: "Grüße <hello@example.com>",
        ReplyToEmailAddress: "support@example.com",
        ConfigurationSet: "watched",
      },
      region: "eu-west-1",
      expected: {
        Source: "Grüße <hello@example.com>",
        ReplyToAddresses: ["support@example.com"],
        SourceArn: IDENTITY,
        ConfigurationSetName: "watched",
      },
    },
    {
      of: "a pool without",
      settings: undefined,
      region: "us-east-1",
      expected: { Source: "no-reply@verificationemail.com" },
    },
  ] as const)("gets the request that AWS's SDK would send: $of", async ({ settings, region, expected }) => {
    const ses = await startSes();
    const server = await startTestServer({ codes: "random", delivery: { sesEndpoint: ses.url } });
    const pool = await givenMailPool(server.cognito, {
      VerificationMessageTemplate: { EmailSubject: "Für {username} & Co", EmailMessage: "<b>{####}</b>\n=&+" },
      ...(settings && { EmailConfiguration: settings }),
    });
    expect((await server.call("SignUp", signUpRequest(pool))).status).toBe(200);
    const [message] = await server.cognito.listMessages();

    const { MessageId } = await sendWithSdk(ses, region, {
      ...expected,
      ReplyToAddresses: "ReplyToAddresses" in expected ? [...expected.ReplyToAddresses] : undefined,
      Destination: { ToAddresses: ["alice@example.com"] },
      Message: {
        Subject: utf8("Für alice & Co"),
        Body: { Html: utf8(`<b>${message?.code}</b>\n=&+`) },
      },
    });
    expect(MessageId).toBe("0102018f");
    const [ours, sdks] = ses.requests;
    if (!ours || !sdks) throw new Error("a request is missing");
    expect(formOf(ours)).toEqual(formOf(sdks));
    expect(ours).toMatchObject({ method: sdks.method, path: sdks.path });
    expect(ours.signer).toEqual(sdks.signer);
    const mediaType = (type: unknown) => String(type).split(";", 1)[0];
    expect(mediaType(ours.headers["content-type"])).toBe(mediaType(sdks.headers["content-type"]));
  });

  test.each([
    [
      { HtmlBody: "<b>seen</b>", TextBody: "it was seen" },
      { Html: utf8("<b>seen</b>"), Text: utf8("it was seen") },
    ],
    [{ TextBody: "it was seen" }, { Text: utf8("it was seen") }],
    [{ HtmlBody: "<b>seen</b>" }, { Html: utf8("<b>seen</b>") }],
  ])("gets the notification of a risk from whom that names, as %j", async (bodies, Body) => {
    const ses = await startSes();
    const server = await startTestServer({ delivery: { sesEndpoint: ses.url } });
    const NoActionEmail = { Subject: "Für {username}", ...bodies };
    const sender = { SourceArn: IDENTITY, From: "Security <hello@example.com>", ReplyTo: "help@example.com" };
    await notifyOfRisk(server, { ...sender, NoActionEmail });
    await sendWithSdk(ses, "eu-west-1", {
      Source: sender.From,
      ReplyToAddresses: [sender.ReplyTo],
      SourceArn: IDENTITY,
      Destination: { ToAddresses: ["alice@example.com"] },
      Message: { Subject: utf8("Für alice"), Body },
    });
    const [ours, sdks] = ses.requests;
    if (!ours || !sdks) throw new Error("a request is missing");
    expect(formOf(ours)).toEqual(formOf(sdks));
    expect(ours.signer).toEqual(sdks.signer);
  });

  test("that refuses an e-mail fails the call; the log says why, and nothing more", async () => {
    const ses = await startSes(REJECTED);
    await expect(
      sendWithSdk(ses, "us-east-1", { Source: "a@b.c", Destination: {}, Message: undefined }),
    ).rejects.toThrow(MessageRejected);
    const server = await startTestServer({ codes: "random", delivery: { sesEndpoint: ses.url } });
    const response = await server.call("SignUp", signUpRequest(await givenMailPool(server.cognito)));
    expect(await response.json()).toEqual({
      __type: "CodeDeliveryFailureException",
      message: "Unable to deliver message",
    });
    const log = await server.readLog();
    const [message] = await server.cognito.listMessages();
    expect(log).toContain(`${ses.url} answered 400 (MessageRejected)`);
    expect(log).not.toContain(message?.code);
    expect(log).not.toContain("alice");
  });

  test("that is not there fails the call", async () => {
    const sesEndpoint = `http://127.0.0.1:${await unusedPort()}`;
    const server = await startTestServer({ delivery: { sesEndpoint } });
    const response = await server.call("SignUp", signUpRequest(await givenMailPool(server.cognito)));
    expect(await response.json()).toMatchObject({ __type: "CodeDeliveryFailureException" });
    expect(await server.readLog()).toContain(`no answer of ${sesEndpoint} (ECONNREFUSED)`);
  });

  test("gets what is signed with the credentials of the environment", async () => {
    const ses = await startSes();
    const awsCredentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: SECRET, sessionToken: "token" };
    const server = await startTestServer({ delivery: { sesEndpoint: ses.url, awsCredentials } });
    await server.call("SignUp", signUpRequest(await givenMailPool(server.cognito)));
    expect(ses.requests[0]?.signer).toMatchObject({ accessKeyId: "AKIAEXAMPLE" });
    expect(ses.requests[0]?.headers["x-amz-security-token"]).toBe("token");
  });

  test("beside an SMTP server gets the e-mails of pools that have their own SES", async () => {
    const [ses, mailServer] = [await startSes(), await startMailServer()];
    const delivery = { sesEndpoint: ses.url, smtp: `smtp://127.0.0.1:${mailServer.port}` };
    const server = await startTestServer({ delivery });
    await server.call("SignUp", signUpRequest(await givenMailPool(server.cognito)));
    expect([ses.requests.length, mailServer.mails.length]).toEqual([0, 1]);
    const pool = await givenMailPool(server.cognito, {
      EmailConfiguration: { EmailSendingAccount: "DEVELOPER", SourceArn: IDENTITY },
    });
    await server.call("SignUp", signUpRequest(pool));
    expect([ses.requests.length, mailServer.mails.length]).toEqual([1, 1]);
  });
});
