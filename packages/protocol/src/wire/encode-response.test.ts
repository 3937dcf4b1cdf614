import { describe, expect, test } from "vitest";
import {
  InvalidParameterException,
  NotImplementedException,
  ResourceNotFoundException,
  SerializationException,
} from "../generated/errors.ts";
import { encodeError, encodeSuccess, userPoolOperations } from "../index.ts";

const requestId = "3a5b0d5c-0000-4000-8000-000000000000";

describe("a success", () => {
  test("is the output as JSON, without members that are not there", () => {
    const output = { Group: { GroupName: "admins", Description: undefined, CreationDate: 1548099495.428 } };
    expect(encodeSuccess(userPoolOperations.GetGroup, output, requestId)).toEqual({
      status: 200,
      headers: { "Content-Type": "application/x-amz-json-1.1", "x-amzn-RequestId": requestId },
      body: '{"Group":{"GroupName":"admins","CreationDate":1548099495.428}}',
    });
  });

  test("has an empty body where the operation has no output, and {} where the output has no members", () => {
    expect(encodeSuccess(userPoolOperations.DeleteGroup, undefined, requestId).body).toBe("");
    expect(encodeSuccess(userPoolOperations.TagResource, {}, requestId).body).toBe("{}");
    expect(encodeSuccess(userPoolOperations.TagResource, undefined, requestId).body).toBe("{}");
  });
});

describe("an error", () => {
  test("is 400 with its name and message in body and headers, also when something is not found", () => {
    expect(encodeError(new ResourceNotFoundException("User pool us-east-1_a does not exist."), requestId)).toEqual({
      status: 400,
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "x-amzn-RequestId": requestId,
        "x-amzn-ErrorType": "ResourceNotFoundException:",
        "x-amzn-ErrorMessage": "User pool us-east-1_a does not exist.",
      },
      body: '{"__type":"ResourceNotFoundException","message":"User pool us-east-1_a does not exist."}',
    });
  });

  test("in the JSON carries a capital Message, or none when there is nothing to say", () => {
    expect(encodeError(new SerializationException("Expected null"), requestId).body).toBe(
      '{"__type":"SerializationException","Message":"Expected null"}',
    );
    const silent = encodeError(new SerializationException(""), requestId);
    expect(silent.body).toBe('{"__type":"SerializationException"}');
    expect(silent.headers).not.toHaveProperty("x-amzn-ErrorMessage");
  });

  test("of an invalid parameter carries its reason code", () => {
    expect(encodeError(new InvalidParameterException("no", { reasonCode: "R1" }), requestId).body).toBe(
      '{"__type":"InvalidParameterException","message":"no","reasonCode":"R1"}',
    );
  });

  test("of an operation that does not exist here yet is 501", () => {
    expect(encodeError(new NotImplementedException("SetUICustomization"), requestId).status).toBe(501);
  });

  test.each([[new TypeError("secret /etc/passwd")], ["secret"], [undefined]])(
    "that is a bug says nothing: %s",
    (bug) => {
      expect(encodeError(bug, requestId)).toMatchObject({
        status: 500,
        body: '{"__type":"InternalErrorException","message":"Internal server error."}',
      });
    },
  );

  test("does not send its cause", () => {
    const error = new ResourceNotFoundException("gone", { cause: new Error("secret") });
    expect(error.cause).toBeInstanceOf(Error);
    expect(JSON.stringify(encodeError(error, requestId))).not.toContain("secret");
  });

  test("keeps its header one line of Latin-1 and short, whatever the message", () => {
    const message = `a\r\nSet-Cookie: x=1\u0000${"é漢".repeat(2000)}`;
    const { headers, body } = encodeError(new InvalidParameterException(message), requestId);
    expect(() => new Headers(headers)).not.toThrow();
    expect(headers["x-amzn-ErrorMessage"]).toMatch(/^a Set-Cookie: x=1 é é /);
    expect(headers["x-amzn-ErrorMessage"]?.length).toBeLessThanOrEqual(1024);
    expect(JSON.parse(body)).toEqual({ __type: "InvalidParameterException", message });
  });
});
