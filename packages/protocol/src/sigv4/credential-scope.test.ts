import { expect, test } from "vitest";
import { readCredentialScope } from "../index.ts";

const scope = { accessKeyId: "AKIAEXAMPLE", date: "20260131", region: "eu-west-1", service: "cognito-idp" };
const credential = "AKIAEXAMPLE/20260131/eu-west-1/cognito-idp/aws4_request";

test("the scope is read from the header, whatever the signature", () => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`;
  expect(readCredentialScope({ authorization })).toEqual(scope);
  expect(
    readCredentialScope({ authorization: `AWS4-HMAC-SHA256 SignedHeaders=host,Credential=${credential}` }),
  ).toEqual(scope);
});

test("the scope of a presigned request is read from its query", () => {
  expect(readCredentialScope({}, `?a=%&X-Amz-Credential=${encodeURIComponent(credential)}`)).toEqual(scope);
});

test.each([
  [undefined],
  ["Bearer Credential=x"],
  ["AWS4-HMAC-SHA256"],
  ["AWS4-HMAC-SHA256 Credential="],
  ["AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/2026/eu-west-1/cognito-idp/aws4_request"],
  ["AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260131//cognito-idp/aws4_request"],
  ["AWS4-HMAC-SHA256 Credential=/20260131/eu-west-1/cognito-idp/aws4_request"],
  ["AWS4-ECDSA-P256-SHA256 Credential=AKIAEXAMPLE/20260131/cognito-idp/aws4_request"],
])("there is no scope in %s", (authorization) => {
  expect(readCredentialScope({ authorization })).toBeUndefined();
});
