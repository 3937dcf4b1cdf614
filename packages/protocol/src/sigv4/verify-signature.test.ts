import { createHash } from "node:crypto";
import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCredentialScope, type SignatureRules, type SignedRequest, verifySignature } from "../index.ts";

const BODY = '{"MaxResults":1}';
const accessKeyId = "AKIAEXAMPLE";
const now = Date.parse("2026-01-01T00:10:00Z");
const rules: SignatureRules = {
  service: "cognito-idp",
  region: "us-east-1",
  now,
  findSecret: (key, token) => (key === accessKeyId && token === undefined ? "secret" : undefined),
};

const withToken: SignatureRules = {
  ...rules,
  findSecret: (_, token) => (token === "token" ? "secret" : undefined),
};

interface Variation {
  readonly secret?: string;
  readonly service?: string;
  readonly region?: string;
  readonly at?: number;
  readonly path?: string;
  readonly query?: Record<string, string>;
  readonly sessionToken?: string;
}

const request = ({ path = "/", query = {} }: Variation) => ({
  method: "POST",
  protocol: "http:",
  hostname: "localhost",
  path,
  query,
  headers: {
    host: "localhost:4566",
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AWSCognitoIdentityProviderService.ListUserPools",
    "x-odd": "  several   spaces ",
  },
  body: BODY,
});

function signer({ secret = "secret", service = "cognito-idp", region = "us-east-1", sessionToken }: Variation) {
  const credentials = { accessKeyId, secretAccessKey: secret, ...(sessionToken && { sessionToken }) };
  return new SignatureV4({ credentials, service, region, sha256: Sha256 });
}

/** A request as the AWS SDK signs it. */
async function signed(variation: Variation = {}): Promise<SignedRequest> {
  const { method, path, headers, query } = await signer(variation).sign(request(variation), {
    signingDate: new Date(variation.at ?? now),
  });
  return { method, path, query: toQuery(query), headers, body: BODY };
}

/** A request as the AWS SDK presigns it. */
async function presigned(variation: Variation & { readonly expiresIn?: number } = {}): Promise<SignedRequest> {
  const { method, path, headers, query } = await signer(variation).presign(request(variation), {
    signingDate: new Date(variation.at ?? now),
    expiresIn: variation.expiresIn ?? 900,
  });
  return { method, path, query: `?${toQuery(query)}`, headers, body: BODY };
}

function toQuery(query: Record<string, unknown> = {}): string {
  return Object.entries(query)
    .map((pair) => pair.map((text) => encodeURIComponent(String(text))).join("="))
    .join("&");
}

const authorization = (text: string): SignedRequest => ({
  method: "POST",
  path: "/",
  query: "",
  headers: { host: "localhost", "x-amz-date": "20260101T001000Z", authorization: text },
  body: "",
});

const mismatch =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

describe("a signature of the AWS SDK", () => {
  test("is accepted and tells whose it is", async () => {
    await expect(verifySignature(await signed(), rules)).resolves.toEqual({
      accessKeyId,
      date: "20260101",
      region: "us-east-1",
      service: "cognito-idp",
    });
  });

  test.each<[string, Variation]>([
    ["a path with escapes", { path: "/a%20b/%E6%BC%A2/" }],
    ["a query", { query: { b: "2 &", a: "~*'()!", "a-b": "+", empty: "" } }],
  ])("is accepted with %s", async (_, variation) => {
    await expect(verifySignature(await signed(variation), rules)).resolves.toHaveProperty("accessKeyId", accessKeyId);
  });

  test("is accepted with the session token that belongs to the key", async () => {
    await expect(verifySignature(await signed({ sessionToken: "token" }), withToken)).resolves.toBeDefined();
    await expect(verifySignature(await signed({ sessionToken: "other" }), withToken)).rejects.toMatchObject({
      name: "UnrecognizedClientException",
    });
  });

  test("is accepted in a presigned query, as long as that is good", async () => {
    const early = await presigned({ at: now - 600_000 });
    await expect(verifySignature(early, rules)).resolves.toHaveProperty("accessKeyId", accessKeyId);
    await expect(verifySignature(await presigned({ at: now - 600_000, expiresIn: 60 }), rules)).rejects.toMatchObject({
      name: "InvalidSignatureException",
      message: "Signature expired: 20260101T000000Z is now earlier than 20260101T000900Z (20260101T001000Z - 60 sec.)",
    });
    await expect(verifySignature({ ...early, body: "{}" }, rules)).rejects.toMatchObject({ message: mismatch });
  });

  test.each<[string, (good: SignedRequest) => SignedRequest]>([
    ["body", (good) => ({ ...good, body: '{"MaxResults":2}' })],
    ["method", (good) => ({ ...good, method: "PUT" })],
    ["path", (good) => ({ ...good, path: "/other" })],
    ["query", (good) => ({ ...good, query: "a=1" })],
    ["signed header", (good) => ({ ...good, headers: { ...good.headers, "x-amz-target": "other" } })],
  ])("is wrong for another %s", async (_, change) => {
    await expect(verifySignature(change(await signed()), rules)).rejects.toMatchObject({
      name: "InvalidSignatureException",
      message: mismatch,
      httpStatus: 400,
    });
  });

  test("is wrong with another secret", async () => {
    await expect(verifySignature(await signed({ secret: "other" }), rules)).rejects.toMatchObject({
      message: mismatch,
    });
  });

  test("may be five minutes off and no more", async () => {
    const minutes = 60_000;
    await expect(verifySignature(await signed({ at: now - 5 * minutes }), rules)).resolves.toBeDefined();
    await expect(verifySignature(await signed({ at: now + 5 * minutes }), rules)).resolves.toBeDefined();
    await expect(verifySignature(await signed({ at: now - 10 * minutes }), rules)).rejects.toMatchObject({
      name: "InvalidSignatureException",
      message: "Signature expired: 20260101T000000Z is now earlier than 20260101T000500Z (20260101T001000Z - 5 min.)",
    });
    await expect(verifySignature(await signed({ at: now + 10 * minutes }), rules)).rejects.toMatchObject({
      name: "InvalidSignatureException",
      message:
        "Signature not yet current: 20260101T002000Z is still later than 20260101T001500Z (20260101T001000Z + 5 min.)",
    });
  });

  test("must be for this service and region", async () => {
    await expect(verifySignature(await signed({ service: "s3" }), rules)).rejects.toMatchObject({
      name: "InvalidSignatureException",
      message: "Credential should be scoped to correct service: 'cognito-idp'.",
    });
    await expect(verifySignature(await signed({ region: "eu-west-1" }), rules)).rejects.toMatchObject({
      name: "InvalidSignatureException",
      message: "Credential should be scoped to a valid region, not 'eu-west-1'.",
    });
    await expect(
      verifySignature(await signed({ region: "eu-west-1" }), { ...rules, region: undefined }),
    ).resolves.toHaveProperty("region", "eu-west-1");
  });

  test("of an unknown key is refused as such", async () => {
    await expect(verifySignature(await signed(), { ...rules, findSecret: () => undefined })).rejects.toMatchObject({
      name: "UnrecognizedClientException",
      message: "The security token included in the request is invalid.",
    });
  });
});

describe("what is not a whole signature", () => {
  test("is missing when there is none, or none of AWS's", async () => {
    for (const bad of ["", "Bearer abc", "Basic YTpi"]) {
      await expect(verifySignature(authorization(bad), rules)).rejects.toMatchObject({
        name: "MissingAuthenticationTokenException",
        message: "Missing Authentication Token",
      });
    }
  });

  const complete =
    "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=ab";

  test("is incomplete when a part is missing, and the header is only repeated as a hash", async () => {
    await expect(verifySignature(authorization("AWS4-HMAC-SHA256 Credential=a"), rules)).rejects.toMatchObject({
      name: "IncompleteSignatureException",
      message:
        "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. " +
        `(Hashed with SHA-256 and encoded with Base64) Authorization=${hash("AWS4-HMAC-SHA256 Credential=a")}`,
    });
    const dateless = { ...authorization(complete), headers: { host: "localhost", authorization: complete } };
    await expect(verifySignature(dateless, rules)).rejects.toMatchObject({
      name: "IncompleteSignatureException",
      message:
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. " +
        `(Hashed with SHA-256 and encoded with Base64) Authorization=${hash(complete)}`,
    });
    const query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a&X-Amz-SignedHeaders=host";
    await expect(verifySignature({ ...authorization(""), query }, rules)).rejects.toMatchObject({
      name: "IncompleteSignatureException",
      message:
        "AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-Date'. " +
        "Re-examine the query-string parameters.",
    });
  });

  test("is incomplete when it is malformed", async () => {
    const stray = complete.replace("Credential=", "Credential= ").replace("Credential= ", "Credential ");
    await expect(verifySignature(authorization(stray), rules)).rejects.toMatchObject({
      name: "IncompleteSignatureException",
      message:
        "'Credential' not a valid key=value pair (missing equal-sign) in Authorization header " +
        `(hashed with SHA-256 and encoded with Base64): '${hash(stray)}'.`,
    });
    await expect(
      verifySignature(authorization(complete.replace("/us-east-1/cognito-idp", "")), rules),
    ).rejects.toMatchObject({
      name: "IncompleteSignatureException",
      message:
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKIAEXAMPLE/20260101/aws4_request'",
    });
    await expect(verifySignature(authorization(complete.replace("SHA256", "SHA1")), rules)).rejects.toMatchObject({
      name: "IncompleteSignatureException",
      message: "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1'",
    });
    const dated = authorization(complete);
    await expect(
      verifySignature({ ...dated, headers: { ...dated.headers, "x-amz-date": "yesterday" } }, rules),
    ).rejects.toMatchObject({
      name: "IncompleteSignatureException",
      message: "Date must be in ISO-8601 'basic format'. Got 'yesterday'. See http://en.wikipedia.org/wiki/ISO_8601",
    });
  });

  test("is invalid when its scope does not fit", async () => {
    await expect(
      verifySignature(authorization(complete.replace("aws4_request", "aws5_request")), rules),
    ).rejects.toMatchObject({
      name: "InvalidSignatureException",
      message: "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'.",
    });
    await expect(verifySignature(authorization(complete.replace("20260101", "20251231")), rules)).rejects.toMatchObject(
      {
        name: "InvalidSignatureException",
        message:
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: " +
          "'20251231' != '20260101', from '20260101T001000Z'.",
      },
    );
  });

  test("is invalid when the host is not signed, or there are two", async () => {
    await expect(verifySignature(authorization(complete.replace("=host", "=x-amz-date")), rules)).rejects.toMatchObject(
      {
        name: "InvalidSignatureException",
        message: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
      },
    );
    await expect(
      verifySignature({ ...authorization(complete), query: "X-Amz-Algorithm=AWS4-HMAC-SHA256" }, rules),
    ).rejects.toMatchObject({
      name: "InvalidSignatureException",
      message: "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    });
  });

  test("is refused as the caller's fault, whatever it is", async () => {
    const part = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "AWS4-HMAC-SHA256 ",
        "Credential=",
        "a/20260101/r/s/aws4_request",
        ",",
        "SignedHeaders=host",
        "Signature=",
        "X-Amz-Date=",
        "&",
        "%",
      ),
    );
    const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(text, text, text, async (header, query, path) => {
        const headers = { host: "localhost", "x-amz-date": "20260101T001000Z", authorization: header };
        await expect(verifySignature({ method: "POST", path, query, headers, body: "" }, rules)).rejects.toMatchObject({
          fault: "client",
        });
        expect(() => readCredentialScope(headers, query)).not.toThrow();
      }),
    );
  });
});

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
