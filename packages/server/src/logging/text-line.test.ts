import { describe, expect, test } from "vitest";
import { toTextLine } from "./text-line.ts";

describe("toTextLine", () => {
  test("puts what matters of a request into one line", () => {
    const line = {
      level: "info",
      time: "2026-01-01T12:00:00.123Z",
      requestId: "5b3c8c1e-0000-4000-8000-000000000000",
      operation: "SignUp",
      userPoolId: "us-east-1_Ab12Cd34E",
      outcome: "ok",
      status: 200,
      durationMs: 1.2,
    };
    expect(toTextLine(JSON.stringify(line))).toBe("12:00:00.123 SignUp us-east-1_Ab12Cd34E ok 200 1.2ms\n");
  });

  test("shows level, request id and stack of a defect", () => {
    const line = {
      level: "error",
      time: "2026-01-01T12:00:00.123Z",
      requestId: "5b3c8c1e",
      outcome: "InternalErrorException",
      status: 500,
      defect: "TypeError: x\n    at y",
    };
    expect(toTextLine(JSON.stringify(line))).toBe(
      "12:00:00.123 ERROR InternalErrorException 500 5b3c8c1e\nTypeError: x\n    at y\n",
    );
  });

  test("lets no caller write control characters onto the terminal", () => {
    const line = { level: "info", time: "2026-01-01T12:00:00.123Z", path: "/\u001b[2J\n\u009b" };
    expect(toTextLine(JSON.stringify(line))).toBe("12:00:00.123 /?[2J??\n");
  });
});
