import { describe, expect, test } from "vitest";
import { mayUsePasskeys } from "./origin.ts";

describe("the passkeys of a relying party", () => {
  test.each([
    ["https://example.com", "example.com"],
    ["https://example.com:8443", "example.com"],
    ["https://login.auth.example.com", "example.com"],
    ["http://localhost:3000", "localhost"],
    ["https://localhost", "localhost"],
    ["http://mypool.auth.localhost:4566", "mypool.auth.localhost"],
    ["http://mypool.auth.localhost:4566", "localhost"],
    ["android:apk-key-hash:-jd8Tqk_R_mSBj6Xwkm_9r08EpyPE8LD22xwEbYIGoA", "example.com"],
  ])("may be used by %s for %s", (origin, rpId) => {
    expect(mayUsePasskeys(origin, rpId)).toBe(true);
  });

  test.each([
    ["http://example.com", "example.com"],
    ["https://example.com", "auth.example.com"],
    ["https://evilexample.com", "example.com"],
    ["https://example.com.evil.org", "example.com"],
    ["https://evil.org/.example.com", "example.com"],
    ["https://evil.org#.example.com", "example.com"],
    ["https://example.com@evil.org", "example.com"],
    ["https://example.com/", "example.com"],
    ["http://localhost.example.com", "example.com"],
    ["ftp://localhost", "localhost"],
    ["null", "example.com"],
    ["", "example.com"],
    ["example.com", "example.com"],
    ["http://127.0.0.1:3000", "localhost"],
  ])("may not be used by %j for %s", (origin, rpId) => {
    expect(mayUsePasskeys(origin, rpId)).toBe(false);
  });
});
