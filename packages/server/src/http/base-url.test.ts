import { describe, expect, test } from "vitest";
import { createBaseUrlReader } from "./base-url.ts";

describe("createBaseUrlReader", () => {
  test.each(["localhost:4566", "127.0.0.1", "[::1]:4566", "cog_mock.test-1", "us-east-1.auth.localhost:1"])(
    "takes %s as it is",
    (host) => {
      const read = createBaseUrlReader({ trustProxy: false });
      expect(read({ host })).toBe(`http://${host}`);
      expect(read({ host })).toBe(`http://${host}`);
    },
  );

  test.each([undefined, "", "a b", "user@host", "host/path", "host?x", "host#x", "a:b", "a:123456", "::1", 'a"', "ä"])(
    "refuses %j",
    (host) => {
      expect(createBaseUrlReader({ trustProxy: false })({ host })).toBeUndefined();
      expect(createBaseUrlReader({ trustProxy: true })({ host })).toBeUndefined();
      if (host)
        expect(createBaseUrlReader({ trustProxy: true })({ host: "a", "x-forwarded-host": host })).toBeUndefined();
    },
  );

  test("believes a proxy only when told to", () => {
    const headers = { host: "inner", "x-forwarded-host": "outer.example, middle", "x-forwarded-proto": "https, http" };
    expect(createBaseUrlReader({ trustProxy: true })(headers)).toBe("https://outer.example");
    expect(createBaseUrlReader({ trustProxy: false })(headers)).toBe("http://inner");
  });

  test("refuses a forwarded scheme that is not of the web", () => {
    const headers = { host: "inner", "x-forwarded-proto": "javascript" };
    expect(createBaseUrlReader({ trustProxy: true })(headers)).toBeUndefined();
  });
});
