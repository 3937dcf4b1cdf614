import { buildClient, CommitmentPolicy, getClient, KMS, KmsKeyringNode } from "@aws-crypto/client-node";
import { GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import type { TriggerEvent } from "@cogmock/core";
import { describe, expect, test } from "vitest";
import { givenMailPool, signUpRequest } from "../testing/given-mail-pool.ts";
import { type AwsService, SECRET, startAwsService } from "../testing/start-aws-service.ts";
import { startKms } from "../testing/start-kms.ts";
import { startMailServer } from "../testing/start-mail-server.ts";
import { startTestServer } from "../testing/start-test-server.ts";
import { unusedPort } from "../testing/unused-port.ts";

const KEY_ARN = "arn:aws:kms:eu-west-1:111111111111:key/11111111-2222-3333-4444-555555555555";
const credentials = { accessKeyId: "111111111111", secretAccessKey: SECRET };

/** A handler as AWS's guide writes it: decrypts with the library, under the key that KMS has. */
function decrypter({ url }: AwsService) {
  const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);
  const keyring = new KmsKeyringNode({
    keyIds: [KEY_ARN],
    // @ts-expect-error: the types of the library's own client do not fit it under exactOptionalPropertyTypes
    clientProvider: getClient(KMS, { endpoint: url, credentials }),
  });
  return async (code: string) => {
    const { plaintext, messageHeader } = await decrypt(keyring, Buffer.from(code, "base64"));
    return { code: plaintext.toString(), context: messageHeader.encryptionContext };
  };
}

/** A server with a pool whose e-mails its own function sends. */
async function givenSender(kmsEndpoint: string) {
  const mailServer = await startMailServer();
  const events: TriggerEvent[] = [];
  const server = await startTestServer({
    codes: "random",
    delivery: { kmsEndpoint, smtp: `smtp://127.0.0.1:${mailServer.port}` },
    triggers: {
      mailer: async (event) => {
        events.push(event);
      },
    },
  });
  const LambdaArn = "arn:aws:lambda:us-east-1:000000000000:function:mailer";
  const pool = await givenMailPool(server.cognito, {
    LambdaConfig: { CustomEmailSender: { LambdaVersion: "V1_0", LambdaArn }, KMSKeyID: KEY_ARN },
  });
  return { server, pool, events, mailServer };
}

describe("A KMS endpoint", () => {
  test("encrypts codes for handlers that decrypt with AWS's library", async () => {
    const kms = await startKms(KEY_ARN);
    const { server, pool, events, mailServer } = await givenSender(kms.url);
    expect((await server.call("SignUp", signUpRequest(pool))).status).toBe(200);
    const [message] = await server.cognito.listMessages();
    const encrypted = String(events[0]?.request["code"]);
    expect(encrypted).toMatch(/^AYADe/);
    const { code, context } = await decrypter(kms)(encrypted);
    expect(code).toBe(message?.code);
    expect(context["userpool-id"]).toBe(pool.UserPoolId);
    expect(mailServer.mails).toEqual([]);
  });

  test("gets the request that AWS's SDK would send, in region and account of the key", async () => {
    const kms = await startKms(KEY_ARN);
    const { server, pool } = await givenSender(kms.url);
    await server.call("SignUp", signUpRequest(pool));
    const [ours] = kms.requests;
    if (!ours) throw new Error("there was no request");
    const { EncryptionContext } = JSON.parse(ours.body);
    expect(EncryptionContext).toEqual({
      "userpool-id": pool.UserPoolId,
      "aws-crypto-public-key": expect.any(String),
    });
    const client = new KMSClient({ region: "eu-west-1", endpoint: kms.url, credentials });
    const { KeyId } = await client.send(
      new GenerateDataKeyCommand({ KeyId: KEY_ARN, EncryptionContext, NumberOfBytes: 32 }),
    );
    client.destroy();
    expect(KeyId).toBe(KEY_ARN);
    const sdks = kms.requests[1];
    expect(JSON.parse(ours.body)).toEqual(JSON.parse(sdks?.body ?? ""));
    expect(ours).toMatchObject({ method: sdks?.method, path: sdks?.path, signer: sdks?.signer });
    for (const name of ["content-type", "x-amz-target"]) expect(ours.headers[name]).toBe(sdks?.headers[name]);
  });

  test.each([
    [
      "refuses",
      { status: 400, body: '{"__type":"com.amazonaws.kms#NotFoundException","message":"secret"}' },
      "answered 400 (NotFoundException)",
    ],
    ["answers no data key", { status: 200, body: "{}" }, "answered no data key"],
    ["answers no JSON", { status: 200, body: "<html>" }, "answered no data key"],
    [
      "answers a short key",
      { status: 200, body: '{"Plaintext":"AAAA","CiphertextBlob":"AAAA"}' },
      "answered a data key of another length",
    ],
  ])("that %s fails the call; the log says why, and nothing more", async (_, answer, reason) => {
    const kms = await startAwsService("kms", () => ({ ...answer, contentType: "application/x-amz-json-1.1" }));
    const { server, pool, events } = await givenSender(kms.url);
    const response = await server.call("SignUp", signUpRequest(pool));
    expect(await response.json()).toEqual({
      __type: "CodeDeliveryFailureException",
      message: "Unable to deliver message",
    });
    expect(events).toEqual([]);
    const log = await server.readLog();
    expect(log).toContain(`${kms.url} ${reason}`);
    expect(log).not.toContain("secret");
    const [message] = await server.cognito.listMessages();
    expect(log).not.toContain(message?.code);
  });

  test("that is not there fails the call", async () => {
    const kmsEndpoint = `http://127.0.0.1:${await unusedPort()}`;
    const { server, pool } = await givenSender(kmsEndpoint);
    expect(await (await server.call("SignUp", signUpRequest(pool))).json()).toMatchObject({
      __type: "CodeDeliveryFailureException",
    });
    expect(await server.readLog()).toContain(`no answer of ${kmsEndpoint} (ECONNREFUSED)`);
  });
});
