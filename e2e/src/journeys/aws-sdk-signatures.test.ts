import { CreateUserPoolCommand, ListUserPoolsCommand, SignUpCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";

let server: RunningServer;

beforeAll(async () => {
  server = await startServer(["--strict-signatures", "--credentials", "AKIDEXAMPLE:right"]);
});
afterAll(async () => {
  await server.stop();
});

test("--strict-signatures accepts what the AWS SDK signs with the right secret", async () => {
  const aws = clientOf(server.url, { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "right" });
  const { UserPool } = await aws.send(new CreateUserPoolCommand({ PoolName: "signed" }));
  expect(UserPool?.Name).toBe("signed");
});

test("--strict-signatures refuses a wrong secret and an unknown access key in AWS's words", async () => {
  const wrong = clientOf(server.url, { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wrong" });
  await expect(wrong.send(new ListUserPoolsCommand({ MaxResults: 1 }))).rejects.toMatchObject({
    name: "InvalidSignatureException",
    message:
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
  });
  const unknown = clientOf(server.url, { accessKeyId: "AKIDUNKNOWN", secretAccessKey: "right" });
  await expect(unknown.send(new ListUserPoolsCommand({ MaxResults: 1 }))).rejects.toMatchObject({
    name: "UnrecognizedClientException",
    message: "The security token included in the request is invalid.",
  });
});

test("--strict-signatures refuses an unsigned call of a signed operation, and lets public operations through", async () => {
  const answer = await fetch(server.url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSCognitoIdentityProviderService.ListUserPools",
    },
    body: JSON.stringify({ MaxResults: 1 }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    __type: "MissingAuthenticationTokenException",
    message: "Missing Authentication Token",
  });
  const anonymous = clientOf(server.url, { accessKeyId: "AKIDUNKNOWN", secretAccessKey: "none" });
  await expect(
    anonymous.send(new SignUpCommand({ ClientId: "nobody", Username: "ann", Password: "Correct-Horse-9!" })),
  ).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "User pool client nobody does not exist.",
  });
});
