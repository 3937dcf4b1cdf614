import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

describe("DescribeUserPoolClient", () => {
  test("answers what CreateUserPoolClient answered, with the secret", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const created = await cognito.send("CreateUserPoolClient", {
      UserPoolId,
      ClientName: "app",
      GenerateSecret: true,
      CallbackURLs: ["https://a.example"],
    });
    const ClientId = created.UserPoolClient?.ClientId ?? "";
    const described = await cognito.send("DescribeUserPoolClient", { UserPoolId, ClientId });
    expect(JSON.parse(JSON.stringify(described))).toEqual(JSON.parse(JSON.stringify(created)));
    expect(described.UserPoolClient?.ClientSecret).toMatch(/^[0-9a-v]{45,52}$/);
  });

  test("refuses a client that does not exist, and one of another pool", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const { ClientId } = await cognito.givenUserPoolClient();
    await expect(cognito.send("DescribeUserPoolClient", { UserPoolId, ClientId: "nowhere" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool client nowhere does not exist.",
    );
    await expect(cognito.send("DescribeUserPoolClient", { UserPoolId, ClientId })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      `User pool client ${ClientId} does not exist.`,
    );
  });

  test("refuses a pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(
      cognito.send("DescribeUserPoolClient", { UserPoolId: "us-east-1_nowhere00", ClientId: "nowhere" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nowhere00 does not exist.");
  });
});
