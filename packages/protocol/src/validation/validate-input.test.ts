import { describe, expect, test } from "vitest";
import { identityPoolOperations, userPoolOperations, validateInput } from "../index.ts";
import type { Operation } from "../operations/operation.ts";

function refusalOf(operation: Operation, input: unknown): { name: string; message: string } {
  try {
    validateInput(operation, input);
  } catch (error) {
    if (error instanceof Error) return { name: error.name, message: error.message };
  }
  throw new Error("The input was accepted.");
}

const detected = (...items: string[]) =>
  `${items.length} validation error${items.length === 1 ? "" : "s"} detected: ${items.join("; ")}`;

const invalid = (...items: string[]) => ({ name: "InvalidParameterException", message: detected(...items) });

const pool = "us-east-1_abcdefghi";

const policies = (MinimumLength: number) => ({ PoolName: "p", Policies: { PasswordPolicy: { MinimumLength } } });
const image = (bytes: number) => ({ UserPoolId: pool, ImageFile: Buffer.alloc(bytes).toString("base64") });
const nameWithSpace = (position: number) =>
  String.raw`Value 'with space' at 'schema.${position}.member.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+`;

describe("constraints of a member", () => {
  test("show the value, the lowerCamelCase path and the pattern as the model writes it", () => {
    expect(refusalOf(userPoolOperations.DescribeUserPool, { UserPoolId: "nowhere" })).toEqual(
      invalid(
        String.raw`Value 'nowhere' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+`,
      ),
    );
  });

  test("are listed by value with length before pattern, and members by name", () => {
    const username = String.raw`Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+`;
    const password = String.raw`Member must satisfy regular expression pattern: [\S]+`;
    expect(refusalOf(userPoolOperations.SignUp, { ClientId: "1example", Username: "", Password: "" })).toEqual(
      invalid(
        `Value at 'password' failed to satisfy constraint: ${password}`,
        "Value at 'username' failed to satisfy constraint: Member must have length greater than or equal to 1",
        `Value at 'username' failed to satisfy constraint: ${username}`,
      ),
    );
  });

  test("do not show what is sensitive, but a client id", () => {
    expect(
      refusalOf(userPoolOperations.SignUp, { ClientId: "a-b", Username: "alice", Password: "with space" }),
    ).toEqual(
      invalid(
        String.raw`Value 'a-b' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+]+`,
        String.raw`Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: [\S]+`,
      ),
    );
  });

  test("say the greatest and the least number", () => {
    const at = "at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value";
    expect(refusalOf(userPoolOperations.CreateUserPool, policies(100))).toEqual(
      invalid(`Value '100' ${at} less than or equal to 99`),
    );
    expect(refusalOf(userPoolOperations.CreateUserPool, policies(5))).toEqual(
      invalid(`Value '5' ${at} greater than or equal to 6`),
    );
  });

  test("print an enum in AWS's order, which is not the model's", () => {
    expect(
      refusalOf(userPoolOperations.SetRiskConfiguration, {
        UserPoolId: pool,
        CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: "SHRUG" } },
        AccountTakeoverRiskConfiguration: { Actions: { LowAction: { Notify: true, EventAction: "SHRUG" } } },
      }),
    ).toEqual(
      invalid(
        "Value 'SHRUG' at 'accountTakeoverRiskConfiguration.actions.lowAction.eventAction' failed to satisfy constraint: Member must satisfy enum value set: [MFA_IF_CONFIGURED, BLOCK, NO_ACTION, MFA_REQUIRED]",
        "Value 'SHRUG' at 'compromisedCredentialsRiskConfiguration.actions.eventAction' failed to satisfy constraint: Member must satisfy enum value set: [BLOCK, NO_ACTION]",
      ),
    );
  });

  test("of identity pools are a ValidationException", () => {
    expect(refusalOf(identityPoolOperations.DescribeIdentityPool, { IdentityPoolId: "us-east-2:mock" })).toEqual({
      name: "ValidationException",
      message: String.raw`1 validation error detected: Value 'us-east-2:mock' at 'identityPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`,
    });
  });

  test("count the bytes of a blob, not its characters", () => {
    expect(validateInput(userPoolOperations.SetUICustomization, image(131_072))).toEqual(image(131_072));
    expect(refusalOf(userPoolOperations.SetUICustomization, image(131_073))).toEqual(
      invalid(
        "Value 'java.nio.HeapByteBuffer[pos=0 lim=131073 cap=131073]' at 'imageFile' failed to satisfy constraint: Member must have length less than or equal to 131072",
      ),
    );
  });
});

describe("a member that must be there", () => {
  test("is missed as null, by its name", () => {
    expect(refusalOf(userPoolOperations.InitiateAuth, { AuthFlow: "USER_SRP_AUTH" })).toEqual(
      invalid("Value null at 'clientId' failed to satisfy constraint: Member must not be null"),
    );
  });

  test("is missed without a value when it is sensitive", () => {
    expect(refusalOf(userPoolOperations.SignUp, { ClientId: "1example" })).toEqual(
      invalid("Value at 'username' failed to satisfy constraint: Member must not be null"),
    );
  });

  test("is missed in a list of structures by its position", () => {
    const groups = { UserPoolId: pool, Username: "alice", UserAttributes: [{ Name: "email" }, { Value: "x" }] };
    expect(refusalOf(userPoolOperations.AdminUpdateUserAttributes, groups)).toEqual(
      invalid("Value null at 'userAttributes.2.member.name' failed to satisfy constraint: Member must not be null"),
    );
  });

  test("may be a whole list or structure", () => {
    expect(refusalOf(userPoolOperations.AddCustomAttributes, { UserPoolId: pool })).toEqual(
      invalid("Value null at 'customAttributes' failed to satisfy constraint: Member must not be null"),
    );
  });

  test("is also missing when it is null, whereas a null that may be absent is dropped", () => {
    expect(refusalOf(userPoolOperations.DescribeUserPool, { UserPoolId: null })).toEqual(
      invalid("Value null at 'userPoolId' failed to satisfy constraint: Member must not be null"),
    );
    expect(
      validateInput(userPoolOperations.CreateUserPool, {
        PoolName: "p",
        MfaConfiguration: null,
        UserPoolTags: { a: null, b: "c" },
        Policies: { PasswordPolicy: { MinimumLength: null, RequireNumbers: true } },
      }),
    ).toEqual({ PoolName: "p", UserPoolTags: { b: "c" }, Policies: { PasswordPolicy: { RequireNumbers: true } } });
  });
});

describe("constraints of elements", () => {
  test("are reported once for a list of simple values, which is printed as Java does", () => {
    expect(
      refusalOf(userPoolOperations.CreateUserPoolClient, {
        UserPoolId: pool,
        ClientName: "c",
        AllowedOAuthFlows: ["code", "token"],
      }),
    ).toEqual(
      invalid(
        "Value '[code, token]' at 'allowedOAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [implicit, client_credentials, code]]",
      ),
    );
  });

  test("put the upper bound before the lower and then the pattern", () => {
    expect(
      refusalOf(userPoolOperations.CreateUserPoolClient, { UserPoolId: pool, ClientName: "c", CallbackURLs: ["a b"] }),
    ).toEqual(
      invalid(
        String.raw`Value '[a b]' at 'callbackURLs' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+]`,
      ),
    );
  });

  test("are reported for the keys and for the values of a map", () => {
    expect(
      refusalOf(userPoolOperations.CreateUserPool, { PoolName: "p", UserPoolTags: { "": "x".repeat(257) } }),
    ).toEqual(
      invalid(
        `Value '{=${"x".repeat(257)}}' at 'userPoolTags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]`,
        `Value '{=${"x".repeat(257)}}' at 'userPoolTags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 0]`,
      ),
    );
  });

  test("of structures in a list are reported by position", () => {
    const input = { PoolName: "p", Schema: [{ Name: "phone_number_verified" }] };
    expect(refusalOf(userPoolOperations.CreateUserPool, input)).toEqual(
      invalid(
        "Value 'phone_number_verified' at 'schema.1.member.name' failed to satisfy constraint: Member must have length less than or equal to 20",
      ),
    );
  });

  test("hide a map whose values are sensitive", () => {
    const Logins = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`provider${index}`, "token"]));
    expect(refusalOf(identityPoolOperations.GetId, { IdentityPoolId: "us-east-1:0a", Logins }).message).toBe(
      detected("Value at 'logins' failed to satisfy constraint: Member must have length less than or equal to 10"),
    );
  });

  test("order positions as numbers and stop after ten", () => {
    const Schema = Array.from({ length: 12 }, () => ({ Name: "with space" }));
    expect(refusalOf(userPoolOperations.CreateUserPool, { PoolName: "p", Schema })).toEqual(
      invalid(...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(nameWithSpace)),
    );
  });
});

test("the invitation's messages are named without Template", () => {
  const input = { PoolName: "p", AdminCreateUserConfig: { InviteMessageTemplate: { SMSMessage: "short" } } };
  expect(refusalOf(userPoolOperations.CreateUserPool, input)).toEqual(
    invalid(
      "Value 'short' at 'adminCreateUserConfig.inviteMessage.sMSMessage' failed to satisfy constraint: Member must have length greater than or equal to 6",
    ),
  );
});

test("members that the operation does not have are dropped", () => {
  expect(validateInput(userPoolOperations.DescribeUserPool, { UserPoolId: pool, Nonsense: [{}] })).toEqual({
    UserPoolId: pool,
  });
});
