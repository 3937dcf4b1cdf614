import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createOpaqueJwe } from "./opaque-jwe.ts";

test("a refresh token has Cognito's header and the parts of a JWE, all but the header random", () => {
  const token = createOpaqueJwe(randomBytes);
  expect(token).toMatch(/^eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ\.[\w.-]+$/);
  const [header = "", ...parts] = token.split(".").map((part) => Buffer.from(part, "base64url"));
  expect(header.toString()).toBe('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}');
  expect(parts.map((part) => part.length)).toEqual([256, 12, 830, 16]);
  const others = createOpaqueJwe(randomBytes).split(".");
  for (const part of token.split(".").slice(1)) expect(others).not.toContain(part);
});
