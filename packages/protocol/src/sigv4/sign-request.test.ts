import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { expect, test } from "vitest";
import { signRequest, verifySignature } from "../index.ts";

const now = Date.parse("2026-01-01T00:10:00Z");
const body = "Action=Publish&Message=%C3%BC";
const headers = { "content-type": "application/x-www-form-urlencoded", "x-odd": "a  b" };
const REQUESTS = [
  { url: "http://localhost:4566/" },
  { url: "https://sns.us-east-1.amazonaws.com/a%20b/c?x=1&y=%2F&x=0", sessionToken: "token" },
];

test.each(REQUESTS)("signs as AWS's SDKs do: $url", async ({ url: address, sessionToken }) => {
  const url = new URL(address);
  const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret", sessionToken };
  const signed = signRequest({ method: "POST", url, headers, body }, credentials, {
    region: "eu-west-1",
    service: "sns",
    now,
  });

  const sdk = new SignatureV4({
    credentials: { ...credentials, ...(sessionToken === undefined ? { sessionToken: "" } : { sessionToken }) },
    region: "eu-west-1",
    service: "sns",
    sha256: Sha256,
    applyChecksum: false,
  });
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) (query[name] ??= []).push(value);
  const expected = await sdk.sign(
    {
      method: "POST",
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query,
      headers: { ...headers, host: url.host },
      body,
    },
    { signingDate: new Date(now) },
  );
  const { host, ...others } = expected.headers;
  expect(host).toBe(url.host);
  expect(signed).toEqual(others);
});

test("what it signs is verified, and nothing else", async () => {
  const url = new URL("http://localhost:4566/");
  const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" };
  const scope = { region: "eu-west-1", service: "ses", now };
  const signed = signRequest({ method: "POST", url, headers, body }, credentials, scope);
  const request = { method: "POST", path: "/", query: "", headers: { ...signed, host: "localhost:4566" }, body };
  const rules = { service: "ses", now, findSecret: () => "secret" };
  expect(await verifySignature(request, rules)).toMatchObject({ accessKeyId: "AKIAEXAMPLE", region: "eu-west-1" });
  await expect(verifySignature({ ...request, body: "Action=Other" }, rules)).rejects.toThrow("does not match");
});
