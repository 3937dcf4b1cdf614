import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

/** Names that mean something to JavaScript objects. */
const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"];

/** An answer as it comes over the wire. The body is text: in an object literal, `__proto__` would be no member. */
async function answer(cognito: TestCognito, operation: string, body: string) {
  const response = await cognito.handle({
    method: "POST",
    url: "/",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: Buffer.from(body),
    baseUrl: "http://localhost:4566",
  });
  return { status: response.status, body: response.body === "" ? undefined : JSON.parse(response.body) };
}

describe.each(NAMES)("The name %s", (name) => {
  test("is a username and a group like any other", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.send("SignUp", { ClientId, Username: name, Password: TEST_PASSWORD });
    await cognito.send("AdminConfirmSignUp", { UserPoolId, Username: name });
    await cognito.send("CreateGroup", { UserPoolId, GroupName: name });
    await cognito.send("AdminAddUserToGroup", { UserPoolId, Username: name, GroupName: name });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: name });
    await expect(cognito.send("GetUser", { AccessToken })).resolves.toMatchObject({ Username: name });
    await expect(cognito.send("ListUsers", { UserPoolId, Filter: `username = "${name}"` })).resolves.toMatchObject({
      Users: [{ Username: name }],
    });
    await expect(cognito.send("AdminListGroupsForUser", { UserPoolId, Username: name })).resolves.toMatchObject({
      Groups: [{ GroupName: name }],
    });
  });

  test("is a custom attribute like any other, and no attribute where the pool has none of it", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({
      Schema: [{ Name: name, AttributeDataType: "String", Mutable: true }],
    });
    const attribute = { Name: `custom:${name}`, Value: "x" };
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes: [attribute] });
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(UserAttributes?.slice(1)).toEqual([attribute]);
    await cognito.send("AdminDeleteUserAttributes", {
      UserPoolId,
      Username: "alice",
      UserAttributeNames: [attribute.Name],
    });
    await expect(
      cognito.send("AdminUpdateUserAttributes", {
        UserPoolId,
        Username: "alice",
        UserAttributes: [{ Name: name, Value: "x" }],
      }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      `Invalid user attributes: user.${name}: Attribute does not exist in the schema.\n`,
    );
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: "alice" })).resolves.toMatchObject({
      UserAttributes: [{ Name: "sub" }],
    });
  });

  test("is nothing among auth parameters and client metadata", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const odd = `"${name}":"x"`;
    const parameters = (more: string) => `"AuthParameters":{${odd}${more}},"ClientMetadata":{${odd}}`;
    const signIn = (more: string) =>
      answer(cognito, "InitiateAuth", `{"ClientId":"${ClientId}","AuthFlow":"USER_PASSWORD_AUTH",${parameters(more)}}`);
    await expect(signIn("")).resolves.toEqual({
      status: 400,
      body: { __type: "InvalidParameterException", message: "Missing required parameter USERNAME" },
    });
    await expect(signIn(`,"USERNAME":"alice","PASSWORD":"${TEST_PASSWORD}"`)).resolves.toMatchObject({
      status: 200,
      body: { AuthenticationResult: { TokenType: "Bearer" } },
    });
    const SignUp = { ClientId, Username: "bob", Password: TEST_PASSWORD };
    const withMetadata = JSON.stringify(SignUp).replace(/\}$/, `,"ClientMetadata":{${odd}}}`);
    await expect(answer(cognito, "SignUp", withMetadata)).resolves.toMatchObject({ status: 200 });
  });
});
