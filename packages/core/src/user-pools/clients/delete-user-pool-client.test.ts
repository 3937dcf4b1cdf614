import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

describe("DeleteUserPoolClient", () => {
  test("makes the id mean nothing, to administrators, applications and bearers of its tokens", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });

    expect(await cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId })).toBeUndefined();

    const gone = ["ResourceNotFoundException", `User pool client ${ClientId} does not exist.`] as const;
    await expect(cognito.send("DescribeUserPoolClient", { UserPoolId, ClientId })).rejects.toBeCognitoError(...gone);
    await expect(cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId })).rejects.toBeCognitoError(...gone);
    await expect(cognito.givenTokens({ ClientId, Username: "alice" })).rejects.toBeCognitoError(...gone);
    await expect(cognito.send("GetUser", { AccessToken })).rejects.toBeCognitoError(...gone);
    expect((await cognito.send("ListUserPoolClients", { UserPoolId })).UserPoolClients).toEqual([]);
  });

  test("leaves the other clients alone", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    const other = await cognito.givenUserPoolClient({ UserPoolId });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const { AccessToken } = await cognito.givenTokens({ ClientId: other.ClientId, Username: "alice" });
    await cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId });
    expect((await cognito.send("GetUser", { AccessToken })).Username).toBe("alice");
  });

  test("refuses a client of another pool, and leaves it there", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const other = await cognito.givenUserPoolClient();
    await expect(
      cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId: other.ClientId }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", `User pool client ${other.ClientId} does not exist.`);
    const { UserPoolId: home, ClientId } = other;
    await cognito.send("DescribeUserPoolClient", { UserPoolId: home, ClientId });
  });

  test("refuses a pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(
      cognito.send("DeleteUserPoolClient", { UserPoolId: "us-east-1_nowhere00", ClientId: "nowhere" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nowhere00 does not exist.");
  });
});
