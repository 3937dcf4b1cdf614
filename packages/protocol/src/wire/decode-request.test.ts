import { describe, expect, test } from "vitest";
import { decodeRequest, findTarget } from "../index.ts";

const contentType = "application/x-amz-json-1.1";
const target = "AWSCognitoIdentityProviderService.DescribeUserPool";

describe("a request", () => {
  test("is told apart by service and operation, and its input read", () => {
    const body = '{"UserPoolId":"us-east-1_abcdefghi"}';
    const decoded = decodeRequest({ target, contentType, body });
    expect(decoded.service).toBe("user-pools");
    expect(decoded.operation.name).toBe("DescribeUserPool");
    expect(decoded.input).toEqual({ UserPoolId: "us-east-1_abcdefghi" });
    const bytes = new TextEncoder().encode('{"IdentityPoolId":"us-east-1:0a"}');
    const identity = decodeRequest({
      target: "AWSCognitoIdentityService.DescribeIdentityPool",
      contentType,
      body: bytes,
    });
    expect(identity.service).toBe("identity-pools");
    expect(identity.input).toEqual({ IdentityPoolId: "us-east-1:0a" });
  });

  test.each([
    [undefined],
    [""],
    ["DescribeUserPool"],
    ["AWSCognitoIdentityProviderService."],
    ["AWSCognitoIdentityProviderService.constructor"],
    ["AWSCognitoIdentityProviderService.describeuserpool"],
    ["AWSCognitoIdentityService.DescribeUserPool"],
    ["DynamoDB_20120810.ListTables"],
  ])("to %j is an unknown operation", (unknown) => {
    expect(findTarget(unknown)).toBeUndefined();
    expect(() => decodeRequest({ target: unknown, contentType, body: "{}" })).toThrow(
      expect.objectContaining({ name: "UnknownOperationException", message: "", httpStatus: 400 }),
    );
  });

  test.each(["application/x-amz-json-1.1", "application/x-amz-json-1.1; charset=utf-8", "application/json"])(
    "may have the content type %s",
    (type) => {
      expect(
        decodeRequest({
          target: "AWSCognitoIdentityProviderService.ListUserPools",
          contentType: type,
          body: '{"MaxResults":1}',
        }).input,
      ).toEqual({ MaxResults: 1 });
    },
  );

  test.each([undefined, "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])(
    "may not have the content type %s",
    (type) => {
      expect(() => decodeRequest({ target, contentType: type, body: "{}" })).toThrow(
        expect.objectContaining({ name: "UnknownOperationException" }),
      );
    },
  );

  test.each([["{"], ["{} {}"], [new Uint8Array([0x22, 0xff, 0x22])]])("with the body %s is not JSON", (body) => {
    expect(() => decodeRequest({ target, contentType, body })).toThrow(
      expect.objectContaining({ name: "SerializationException", message: "" }),
    );
  });

  test.each(["", "null", "{}"])("with the body %j has an input without members", (body) => {
    const decoded = decodeRequest({
      target: "AWSCognitoIdentityProviderService.ListDevices",
      contentType,
      body: '{"AccessToken":"a"}',
    });
    expect(decoded.input).toEqual({ AccessToken: "a" });
    expect(() => decodeRequest({ target, contentType, body })).toThrow(
      expect.objectContaining({
        message:
          "1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null",
      }),
    );
  });

  test("cannot reach a prototype", () => {
    const body = '{"UserPoolId":"us-east-1_a","__proto__":{"polluted":1},"UserPoolTags":{"__proto__":"x"}}';
    const { input } = decodeRequest({ target: "AWSCognitoIdentityProviderService.UpdateUserPool", contentType, body });
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
    expect(input).not.toHaveProperty("polluted");
  });
});
