import { SignatureV4 } from "@smithy/signature-v4";
import { Sha256 } from "@aws-crypto/sha256-js";
import { expect, test } from "vitest";
import { signRequest } from "./sign-request.ts";

const NOW = Date.UTC(2026, 0, 1, 12, 30, 15, 250);
const url = new URL("http://localhost:3001/2015-03-31/functions/arn%3Aaws%3Alambda%3Ahook/invocations?Qualifier=live");
const body = '{"version":"1"}';
const HEADERS = { "x-amz-target": "TrentService.Decrypt", "content-type": "application/x-amz-json-1.1" };

test.each([undefined, "a/session+token=="])(
  "A request is signed as AWS's SDK signs it; session token: %s",
  async (sessionToken) => {
    const credentials = {
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: "secret",
      ...(sessionToken && { sessionToken }),
    };
    const signer = new SignatureV4({
      credentials,
      region: "eu-west-1",
      service: "lambda",
      sha256: Sha256,
      applyChecksum: false,
    });
    const { headers } = await signer.sign(
      {
        method: "POST",
        protocol: "http:",
        hostname: "localhost",
        port: 3001,
        path: url.pathname,
        query: { Qualifier: "live" },
        headers: { ...HEADERS, host: url.host },
        body,
      },
      { signingDate: new Date(NOW) },
    );
    const signed = signRequest(
      { method: "POST", url, headers: HEADERS, body },
      { ...credentials, region: "eu-west-1", service: "lambda", now: NOW },
    );
    expect(signed).toEqual(headers);
  },
);
