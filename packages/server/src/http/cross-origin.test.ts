import { describe, expect, test } from "vitest";
import { startTestServer } from "../testing/start-test-server.ts";

const EXPOSED = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";

describe("calls from a browser", () => {
  test("get their preflight answered as AWS answers it", async () => {
    const server = await startTestServer();
    const headers =
      "amz-sdk-invocation-id,amz-sdk-request,authorization,cache-control,content-type,x-amz-content-sha256,x-amz-date,x-amz-security-token,x-amz-target,x-amz-user-agent";
    const answer = await server.sendRaw(
      `OPTIONS / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: http://localhost:3000\r\n` +
        `Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: ${headers}\r\n\r\n`,
    );
    const lines = answer.split("\r\n").filter((line) => !/^(date|x-amzn-requestid|connection):/i.test(line));
    expect(lines).toEqual([
      "HTTP/1.1 200 OK",
      "access-control-allow-origin: *",
      `access-control-expose-headers: ${EXPOSED}`,
      `access-control-allow-headers: ${headers}`,
      "access-control-allow-methods: POST",
      "access-control-max-age: 172800",
      "content-length: 0",
      "",
      "",
    ]);
  });

  test("may read answers and errors", async () => {
    const server = await startTestServer();
    for (const [operation, status] of [
      ["CreateUserPool", 200],
      ["DescribeUserPool", 400],
    ] as const) {
      const response = await server.call(operation, { PoolName: "people" }, { origin: "http://localhost:3000" });
      expect(response.status).toBe(status);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      expect(response.headers.get("access-control-expose-headers")).toBe(EXPOSED);
    }
    const tooLarge = await server.call("CreateUserPool", "x".repeat(10_485_761), { origin: "http://localhost:3000" });
    expect([tooLarge.status, tooLarge.headers.get("access-control-allow-origin")]).toEqual([413, "*"]);
  });

  test("alone get these headers", async () => {
    const server = await startTestServer();
    const response = await server.call("CreateUserPool", { PoolName: "people" });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });
});
