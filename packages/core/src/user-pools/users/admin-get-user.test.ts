import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

const NOWHERE = "us-east-1_nowhere00";

describe("AdminGetUser", () => {
  test("answers the user with UserAttributes, and says nothing of MFA that is not set up", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const UserAttributes = [{ Name: "email", Value: "alice@example.com" }];
    const { User } = await cognito.send("AdminCreateUser", { UserPoolId, Username: "alice", UserAttributes });
    cognito.clock.advance({ seconds: 90.5 });
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    const createdAt = Date.parse("2026-01-01") / 1000;
    await expect(cognito.send("AdminGetUser", { UserPoolId, Username: "alice" })).resolves.toEqual({
      Username: "alice",
      UserAttributes: User?.Attributes,
      UserCreateDate: createdAt,
      UserLastModifiedDate: createdAt + 90.5,
      Enabled: false,
      UserStatus: "FORCE_CHANGE_PASSWORD",
    });
  });

  test("finds a user by username, by sub and by alias", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes: ["email", "preferred_username"] });
    const { User } = await cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: "alice",
      UserAttributes: [
        { Name: "email", Value: "alice@example.com" },
        { Name: "email_verified", Value: "true" },
        { Name: "preferred_username", Value: "al" },
      ],
    });
    const sub = User?.Attributes?.[0]?.Value ?? "";
    for (const Username of ["alice", sub, "alice@example.com", "al"]) {
      await expect(cognito.send("AdminGetUser", { UserPoolId, Username })).resolves.toMatchObject({
        Username: "alice",
      });
    }
  });
});

describe.each(["AdminGetUser", "AdminDeleteUser", "AdminDisableUser", "AdminEnableUser"] as const)(
  "%s",
  (operation) => {
    test("refuses a pool that does not exist", async () => {
      const cognito = await startCognito();
      await expect(cognito.send(operation, { UserPoolId: NOWHERE, Username: "alice" })).rejects.toBeCognitoError(
        "ResourceNotFoundException",
        `User pool ${NOWHERE} does not exist.`,
      );
    });

    test("refuses a user who does not exist, or only in another pool", async () => {
      const cognito = await startCognito();
      const other = await cognito.givenUserPool();
      await cognito.send("AdminCreateUser", { ...other, Username: "alice" });
      const { UserPoolId } = await cognito.givenUserPool();
      await expect(cognito.send(operation, { UserPoolId, Username: "alice" })).rejects.toBeCognitoError(
        "UserNotFoundException",
        "User does not exist.",
      );
    });
  },
);
