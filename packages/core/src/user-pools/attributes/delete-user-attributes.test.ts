import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

/** The two ways to delete attributes, and what stands before AWS's refusals. */
const WAYS = [
  { operation: "AdminDeleteUserAttributes" as const, prefix: "Invalid user attributes: " },
  { operation: "DeleteUserAttributes" as const, prefix: "" },
];

async function givenAlice(
  pool: Partial<CreateUserPoolRequest> = {},
  client: Partial<CreateUserPoolClientRequest> = {},
) {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool(pool);
  const { ClientId } = await cognito.givenUserPoolClient({ ...client, UserPoolId });
  await cognito.givenConfirmedUser({
    UserPoolId,
    Username: "alice",
    UserAttributes: [
      { Name: "email", Value: "alice@example.com" },
      { Name: "email_verified", Value: "true" },
      { Name: "name", Value: "Alice" },
      { Name: "nickname", Value: "Al" },
    ],
  });
  const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
  const remove = (operation: (typeof WAYS)[number]["operation"], UserAttributeNames: string[]) =>
    operation === "DeleteUserAttributes"
      ? cognito.send(operation, { AccessToken, UserAttributeNames })
      : cognito.send(operation, { UserPoolId, Username: "alice", UserAttributeNames });
  const left = async () => {
    const { UserAttributes = [] } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    return UserAttributes.map(({ Name }) => Name);
  };
  return { cognito, UserPoolId, AccessToken, remove, left };
}

describe.each(WAYS)("$operation", ({ operation, prefix }) => {
  test("deletes what is named, and it is no error that something was not there", async () => {
    const { remove, left } = await givenAlice();
    await expect(remove(operation, ["nickname", "locale"])).resolves.toEqual({});
    await expect(left()).resolves.toEqual(["sub", "email", "email_verified", "name"]);
  });

  test("deletes an address together with its flag", async () => {
    const { remove, left } = await givenAlice();
    await remove(operation, ["email"]);
    await expect(left()).resolves.toEqual(["sub", "name", "nickname"]);
  });

  test.each([
    ["name", `${prefix}user.name: Required attribute cannot be deleted.\n`],
    ["custom:nope", `${prefix}user.custom:nope: Attribute does not exist in the schema.\n`],
    ["custom:fixed", `${prefix}user.custom:fixed: Attribute cannot be updated.\n`],
    ["sub", "Cannot modify the non-mutable attribute sub"],
  ])("refuses to delete %s, and then deletes nothing", async (name, message) => {
    const { remove, left } = await givenAlice({
      Schema: [
        { Name: "name", Required: true },
        { Name: "fixed", AttributeDataType: "String", Mutable: false },
      ],
    });
    const before = await left();
    await expect(remove(operation, ["nickname", name])).rejects.toBeCognitoError("InvalidParameterException", message);
    await expect(left()).resolves.toEqual(before);
  });
});

describe("AdminDeleteUserAttributes", () => {
  test("refuses to delete the flag alone", async () => {
    const { remove } = await givenAlice();
    await expect(remove("AdminDeleteUserAttributes", ["email_verified"])).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Cannot modify the non-mutable attribute email_verified",
    );
  });

  test("refuses unknown pools and users", async () => {
    const { cognito, UserPoolId } = await givenAlice();
    const UserAttributeNames = ["name"];
    await expect(
      cognito.send("AdminDeleteUserAttributes", { UserPoolId: "us-east-1_x", Username: "a", UserAttributeNames }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_x does not exist.");
    await expect(
      cognito.send("AdminDeleteUserAttributes", { UserPoolId, Username: "nobody", UserAttributeNames }),
    ).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });
});

describe("DeleteUserAttributes", () => {
  test("voids the code that went to the address", async () => {
    const { cognito, AccessToken, remove } = await givenAlice();
    await cognito.send("GetUserAttributeVerificationCode", { AccessToken, AttributeName: "email" });
    await remove("DeleteUserAttributes", ["email"]);
    await expect(
      cognito.send("VerifyUserAttribute", { AccessToken, AttributeName: "email", Code: "123456" }),
    ).rejects.toBeCognitoError("ExpiredCodeException", "Invalid code provided, please request a code again.");
  });

  test("refuses what the client may not write", async () => {
    const { remove } = await givenAlice({}, { WriteAttributes: ["name"] });
    await expect(remove("DeleteUserAttributes", ["nickname"])).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "A client attempted to write unauthorized attribute",
    );
    await expect(remove("DeleteUserAttributes", ["name"])).resolves.toEqual({});
  });

  test("refuses what is no token", async () => {
    const { cognito } = await givenAlice();
    await expect(
      cognito.send("DeleteUserAttributes", { AccessToken: "nonsense", UserAttributeNames: ["name"] }),
    ).rejects.toBeCognitoError("NotAuthorizedException", "Invalid Access Token");
  });
});
