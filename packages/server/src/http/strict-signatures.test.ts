import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { createMovableClock } from "@cogmock/core";
import { describe, expect, test } from "vitest";
import { awsHeaders, readJson, startTestServer, type TestServer } from "../testing/start-test-server.ts";

const NOW = Date.parse("2026-01-01T00:10:00Z");
const ACCOUNT = "123456789012";
const OTHER_ACCOUNT = "999999999999";
const SECRETS: Readonly<Record<string, string>> = { [ACCOUNT]: "secret", AKIAEXAMPLE: "other secret" };
const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

interface Signing {
  readonly operation?: string;
  readonly input?: object;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly region?: string;
  readonly service?: string;
  readonly signedAt?: number;
}

interface Sent {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Who signs a request to this server, and the request, as the AWS SDK makes them. */
function prepare(server: TestServer, signing: Signing) {
  const { operation = "CreateUserPool", input = { PoolName: "people" }, accessKeyId = ACCOUNT } = signing;
  const secretAccessKey = signing.secretAccessKey ?? SECRETS[accessKeyId] ?? "unknown";
  const { region = "us-east-1", service = "cognito-idp" } = signing;
  const signer = new SignatureV4({ credentials: { accessKeyId, secretAccessKey }, region, service, sha256: Sha256 });
  const headers = { host: `127.0.0.1:${server.port}`, ...awsHeaders(operation) };
  const request = { method: "POST", protocol: "http:", hostname: "127.0.0.1", path: "/", headers };
  return {
    signer,
    request: { ...request, body: JSON.stringify(input) },
    signingDate: new Date(signing.signedAt ?? NOW),
  };
}

async function sign(server: TestServer, signing: Signing = {}): Promise<Sent> {
  const { signer, request, signingDate } = prepare(server, signing);
  const { path, headers } = await signer.sign(request, { signingDate });
  return { path, headers, body: request.body };
}

async function presign(server: TestServer, signing: Signing = {}): Promise<Sent> {
  const { signer, request, signingDate } = prepare(server, signing);
  // The target stays a header: nobody looks for it in the query.
  const unhoistableHeaders = new Set(["x-amz-target"]);
  const presigning = { signingDate, expiresIn: 60, unhoistableHeaders };
  const { path, query = {}, headers } = await signer.presign(request, presigning);
  const pairs = Object.entries(query).map((pair) => pair.map((text) => encodeURIComponent(String(text))).join("="));
  return { path: `${path}?${pairs.join("&")}`, headers, body: request.body };
}

function startStrictServer(): Promise<TestServer> {
  return startTestServer({
    clock: createMovableClock({ now: () => NOW }),
    strictSignatures: { findSecret: (accessKeyId) => SECRETS[accessKeyId] },
  });
}

function post(server: TestServer, { path, headers, body }: Sent): Promise<Response> {
  return fetch(server.url + path, { method: "POST", headers, body });
}

async function expectRefusal(response: Response, __type: string, message: unknown): Promise<void> {
  expect(await response.json()).toEqual({ __type, message });
  expect(response.status).toBe(400);
}

async function arnOf(response: Response): Promise<string | undefined> {
  const answer = await readJson<{ readonly UserPool?: { readonly Arn: string } }>(response);
  return answer.UserPool?.Arn;
}

describe("with strict signatures, a signed operation", () => {
  test("takes place in the region of the scope, and in the account that the access key id is", async () => {
    const server = await startStrictServer();
    const arn = await arnOf(await post(server, await sign(server, { region: "eu-west-3" })));
    expect(arn).toMatch(/^arn:aws:cognito-idp:eu-west-3:123456789012:userpool\/eu-west-3_/);
  });

  test("takes place in the server's account for an access key id that is none", async () => {
    const server = await startStrictServer();
    const arn = await arnOf(await post(server, await sign(server, { accessKeyId: "AKIAEXAMPLE" })));
    expect(arn).toMatch(/^arn:aws:cognito-idp:us-east-1:000000000000:userpool\//);
  });

  test("may be presigned, for as long as that is good", async () => {
    const server = await startStrictServer();
    const arn = await arnOf(await post(server, await presign(server, { region: "eu-west-3", signedAt: NOW - 60_000 })));
    expect(arn).toMatch(/^arn:aws:cognito-idp:eu-west-3:123456789012:/);
    await expectRefusal(
      await post(server, await presign(server, { signedAt: NOW - 61_000 })),
      "InvalidSignatureException",
      "Signature expired: 20260101T000859Z is now earlier than 20260101T000900Z (20260101T001000Z - 60 sec.)",
    );
  });

  test("is refused without a signature", async () => {
    const server = await startStrictServer();
    await expectRefusal(
      await server.call("CreateUserPool", { PoolName: "people" }),
      "MissingAuthenticationTokenException",
      "Missing Authentication Token",
    );
  });

  test("is refused with an incomplete signature", async () => {
    const server = await startStrictServer();
    const response = await server.call(
      "CreateUserPool",
      { PoolName: "people" },
      { authorization: "AWS4-HMAC-SHA256 x" },
    );
    await expectRefusal(
      response,
      "IncompleteSignatureException",
      expect.stringMatching(/^'x' not a valid key=value pair \(missing equal-sign\) in Authorization header /),
    );
  });

  test("is refused with the wrong secret, and with another body than was signed", async () => {
    const server = await startStrictServer();
    const wrong = await sign(server, { secretAccessKey: "guess" });
    await expectRefusal(await post(server, wrong), "InvalidSignatureException", MISMATCH);
    const good = await sign(server);
    await expectRefusal(
      await post(server, { ...good, body: '{"PoolName":"others"}' }),
      "InvalidSignatureException",
      MISMATCH,
    );
  });

  test("is refused with an unknown access key", async () => {
    const server = await startStrictServer();
    await expectRefusal(
      await post(server, await sign(server, { accessKeyId: "AKIANOBODY" })),
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
    );
  });

  test("is measured by real time, which its signer's clock shows, wherever the server's has been moved", async () => {
    const server = await startStrictServer();
    await server.cognito.time.advance(3_600_000);
    expect((await post(server, await sign(server))).status).toBe(200);
    await expectRefusal(
      await post(server, await sign(server, { signedAt: NOW + 3_600_000 })),
      "InvalidSignatureException",
      expect.stringMatching(/^Signature not yet current: /),
    );
  });

  test("is refused when it was signed more than five minutes ago, or ahead", async () => {
    const server = await startStrictServer();
    expect((await post(server, await sign(server, { signedAt: NOW - 300_000 }))).status).toBe(200);
    await expectRefusal(
      await post(server, await sign(server, { signedAt: NOW - 301_000 })),
      "InvalidSignatureException",
      "Signature expired: 20260101T000459Z is now earlier than 20260101T000500Z (20260101T001000Z - 5 min.)",
    );
    await expectRefusal(
      await post(server, await sign(server, { signedAt: NOW + 301_000 })),
      "InvalidSignatureException",
      "Signature not yet current: 20260101T001501Z is still later than 20260101T001500Z (20260101T001000Z + 5 min.)",
    );
  });

  test("is refused when it was signed for the other service", async () => {
    const server = await startStrictServer();
    await expectRefusal(
      await post(server, await sign(server, { service: "cognito-identity" })),
      "InvalidSignatureException",
      "Credential should be scoped to correct service: 'cognito-idp'.",
    );
  });

  test("takes place in no other account by a second credential before the one that signs", async () => {
    const server = await startStrictServer();
    const { headers, ...sent } = await sign(server);
    const other = `Credential=${OTHER_ACCOUNT}/20260101/eu-west-3/cognito-idp/aws4_request`;
    const authorization = headers["authorization"]?.replace("Credential=", `${other}, Credential=`) ?? "";
    const arn = await arnOf(await post(server, { ...sent, headers: { ...headers, authorization } }));
    expect(arn).toMatch(/^arn:aws:cognito-idp:us-east-1:123456789012:/);
  });

  test("of another account finds no pool of this one", async () => {
    const server = await startStrictServer();
    const arn = (await arnOf(await post(server, await sign(server)))) ?? "";
    const UserPoolId = arn.slice(arn.indexOf("/") + 1);
    const describePool = { operation: "DescribeUserPool", input: { UserPoolId } };
    expect((await post(server, await sign(server, describePool))).status).toBe(200);
    await expectRefusal(
      await post(server, await sign(server, { ...describePool, accessKeyId: "AKIAEXAMPLE" })),
      "ResourceNotFoundException",
      `User pool ${UserPoolId} does not exist.`,
    );
  });
});

describe("with strict signatures, an operation that AWS does not want signed", () => {
  test("needs no signature, and takes place where its client lives", async () => {
    const server = await startStrictServer();
    const arn = (await arnOf(await post(server, await sign(server, { region: "eu-west-3" })))) ?? "";
    const UserPoolId = arn.slice(arn.indexOf("/") + 1);
    const createClient = { operation: "CreateUserPoolClient", input: { UserPoolId, ClientName: "app" } };
    const created = await post(server, await sign(server, { ...createClient, region: "eu-west-3" }));
    const { UserPoolClient } = await readJson<{ readonly UserPoolClient: { readonly ClientId: string } }>(created);
    const signUp = { ClientId: UserPoolClient.ClientId, Username: "alice", Password: "Correct-Horse-9!" };
    expect((await server.call("SignUp", signUp)).status).toBe(200);
  });

  test("pays no heed to a signature that is wrong", async () => {
    const server = await startStrictServer();
    const signing = { operation: "GetUser", input: { AccessToken: "garbage" }, secretAccessKey: "guess" };
    await expectRefusal(
      await post(server, await sign(server, signing)),
      "NotAuthorizedException",
      "Invalid Access Token",
    );
  });
});

test("without strict signatures, region and account are believed and nothing is checked", async () => {
  const server = await startTestServer();
  const signing = { accessKeyId: OTHER_ACCOUNT, secretAccessKey: "guess", region: "eu-west-3", signedAt: 0 };
  const arn = await arnOf(await post(server, await sign(server, signing)));
  expect(arn).toMatch(/^arn:aws:cognito-idp:eu-west-3:999999999999:userpool\/eu-west-3_/);
});
