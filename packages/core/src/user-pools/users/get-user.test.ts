import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

const UserAttributes = [
  { Name: "email", Value: "alice@example.com" },
  { Name: "name", Value: "Alice" },
];

describe("GetUser", () => {
  test("answers the username and the attributes, and nothing of MFA that is not set up", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    const { UserAttributes: all } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    await expect(cognito.send("GetUser", { AccessToken })).resolves.toEqual({
      Username: "alice",
      UserAttributes: all,
    });
  });

  test("hides what the client may not read", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient({ ReadAttributes: ["name"] });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    const answer = await cognito.send("GetUser", { AccessToken });
    expect(answer.UserAttributes?.map(({ Name }) => Name)).toEqual(["sub", "name"]);
  });

  test("refuses a token with characters that no token has", async () => {
    const cognito = await startCognito();
    await expect(cognito.send("GetUser", { AccessToken: "a b" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value at 'accessToken' failed to satisfy constraint: " +
        "Member must satisfy regular expression pattern: [A-Za-z0-9-_=.]+",
    );
  });
});
