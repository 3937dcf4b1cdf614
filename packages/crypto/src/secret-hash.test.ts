import { describe, expect, test } from "vitest";
import { secretHash, secretHashMatches } from "./secret-hash.ts";

const input = {
  username: "alice",
  clientId: "1example23456789abcdefghi",
  clientSecret: "51c9vexamplesecret0123456789abcdefghij",
};

describe("secretHash", () => {
  test("is base64 of HMAC-SHA-256 over username and client id, keyed with the secret", () => {
    expect(secretHash(input)).toBe("ZRdH3rpKZDblSacKA0EpoVHRNOjAmJlQoA22++glRIQ=");
  });

  test("takes a username in UTF-8", () => {
    // printf '%s' 'Zoë1example23456789abcdefghi' | openssl dgst -sha256 -hmac 51c9v… -binary | base64
    expect(secretHash({ ...input, username: "Zoë" })).toBe("ayGCuIi1TJ/1wv9Kz6UZ5wkhn6PCuWVcn2Hta5DFtiA=");
  });
});

describe("secretHashMatches", () => {
  test("accepts the right hash", () => {
    expect(secretHashMatches("ZRdH3rpKZDblSacKA0EpoVHRNOjAmJlQoA22++glRIQ=", input)).toBe(true);
  });

  test.each([
    ["of another user", secretHash({ ...input, username: "bob" })],
    ["of another client", secretHash({ ...input, clientId: "2example23456789abcdefghi" })],
    ["with another secret", secretHash({ ...input, clientSecret: "other" })],
    ["without its padding", "ZRdH3rpKZDblSacKA0EpoVHRNOjAmJlQoA22++glRIQ"],
    ["that is empty", ""],
  ])("refuses a hash %s", (_, received) => {
    expect(secretHashMatches(received, input)).toBe(false);
  });
});
