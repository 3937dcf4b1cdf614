import type { IncomingHttpHeaders } from "node:http";
import { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { describe, expect, test } from "vitest";
import { createBaseUrlReader } from "./base-url.ts";

const [plain, encrypted] = [new Socket(), new TLSSocket(new Socket())];

const request = (headers: IncomingHttpHeaders, socket: Socket = plain) => ({ headers, socket });

describe("createBaseUrlReader", () => {
  test.each(["localhost:4566", "127.0.0.1", "[::1]:4566", "cog_mock.test-1", "us-east-1.auth.localhost:1"])(
    "takes %s as it is",
    (host) => {
      const read = createBaseUrlReader({ trustProxy: false });
      expect(read(request({ host }))).toBe(`http://${host}`);
      expect(read(request({ host }))).toBe(`http://${host}`);
    },
  );

  test.each([undefined, "", "a b", "user@host", "host/path", "host?x", "host#x", "a:b", "a:123456", "::1", 'a"', "ä"])(
    "refuses %j",
    (host) => {
      expect(createBaseUrlReader({ trustProxy: false })(request({ host }))).toBeUndefined();
      expect(createBaseUrlReader({ trustProxy: true })(request({ host }))).toBeUndefined();
      if (host)
        expect(
          createBaseUrlReader({ trustProxy: true })(request({ host: "a", "x-forwarded-host": host })),
        ).toBeUndefined();
    },
  );

  test("believes a proxy only when told to", () => {
    const headers = { host: "inner", "x-forwarded-host": "outer.example, middle", "x-forwarded-proto": "https, http" };
    expect(createBaseUrlReader({ trustProxy: true })(request(headers))).toBe("https://outer.example");
    expect(createBaseUrlReader({ trustProxy: false })(request(headers))).toBe("http://inner");
  });

  test("takes the scheme off the connection, where no proxy says another", () => {
    const headers = { host: "localhost:4567" };
    for (const trustProxy of [true, false]) {
      const read = createBaseUrlReader({ trustProxy });
      for (const _ of ["first", "again"]) {
        expect(read(request(headers, encrypted))).toBe("https://localhost:4567");
        expect(read(request(headers, plain))).toBe("http://localhost:4567");
      }
    }
    const forwarded = { ...headers, "x-forwarded-proto": "http" };
    expect(createBaseUrlReader({ trustProxy: true })(request(forwarded, encrypted))).toBe("http://localhost:4567");
  });

  test("refuses a forwarded scheme that is not of the web", () => {
    const headers = { host: "inner", "x-forwarded-proto": "javascript" };
    expect(createBaseUrlReader({ trustProxy: true })(request(headers))).toBeUndefined();
  });
});
