import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

describe("AdminDisableUser", () => {
  test("shuts the user out and revokes their tokens, also when they are enabled again", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    const alice = { UserPoolId, Username: "alice" };
    await cognito.givenConfirmedUser(alice);
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });

    await expect(cognito.send("AdminDisableUser", alice)).resolves.toEqual({});
    await expect(cognito.send("GetUser", { AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
    await expect(cognito.givenTokens({ ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "User is disabled.",
    );

    await expect(cognito.send("AdminEnableUser", alice)).resolves.toEqual({});
    await expect(cognito.send("GetUser", { AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
    await expect(cognito.givenTokens({ ClientId, Username: "alice" })).resolves.toBeDefined();
  });

  test.each(["AdminDisableUser", "AdminEnableUser"] as const)(
    "%s may be repeated, and changes nothing then",
    async (operation) => {
      const cognito = await startCognito();
      const { UserPoolId } = await cognito.givenUserPool();
      const alice = { UserPoolId, Username: "alice" };
      await cognito.send("AdminCreateUser", alice);
      await cognito.send(operation, alice);
      const before = await cognito.send("AdminGetUser", alice);
      cognito.clock.advance({ hours: 1 });
      await expect(cognito.send(operation, alice)).resolves.toEqual({});
      await expect(cognito.send("AdminGetUser", alice)).resolves.toEqual(before);
    },
  );
});
