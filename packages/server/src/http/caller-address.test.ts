import type { IncomingHttpHeaders } from "node:http";
import { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { createCallerAddressReader } from "./caller-address.ts";

const from = (remoteAddress: string, headers: IncomingHttpHeaders = {}) => ({
  headers,
  socket: Object.defineProperty(new Socket(), "remoteAddress", { value: remoteAddress }),
});

describe("The address of a caller", () => {
  test("is that of the connection, an IPv4 one in its own form", () => {
    const read = createCallerAddressReader({ trustProxy: false });
    expect(read(from("::ffff:192.0.2.7"))).toBe("192.0.2.7");
    expect(read(from("2001:db8::1"))).toBe("2001:db8::1");
    expect(read(from("192.0.2.7", { "x-forwarded-for": "198.51.100.1" }))).toBe("192.0.2.7");
  });

  test("is what the outermost proxy saw, where proxies are trusted", () => {
    const read = createCallerAddressReader({ trustProxy: true });
    expect(read(from("192.0.2.7", { "x-forwarded-for": "198.51.100.1, 192.0.2.9" }))).toBe("198.51.100.1");
    expect(read(from("192.0.2.7", { "x-forwarded-for": "nonsense" }))).toBe("192.0.2.7");
    expect(read(from("192.0.2.7"))).toBe("192.0.2.7");
  });
});
