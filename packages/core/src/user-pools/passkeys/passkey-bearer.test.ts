import { describe, expect, test } from "vitest";
import { givenPasskeyBearer } from "../../testing/given-passkeys.ts";
import { startCognito } from "../../testing/start-cognito.ts";

const OPERATIONS = [
  ["StartWebAuthnRegistration", {}],
  ["CompleteWebAuthnRegistration", { Credential: {} }],
  ["ListWebAuthnCredentials", {}],
  ["DeleteWebAuthnCredential", { CredentialId: "id" }],
] as const;

describe.each(OPERATIONS)("%s", (operation, input) => {
  test("refuses the token of a user who was deleted", async () => {
    const cognito = await startCognito();
    const { UserPoolId, AccessToken } = await givenPasskeyBearer(cognito);
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    await expect(cognito.send(operation, { ...input, AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "User does not exist.",
    );
  });

  test("refuses a token that was revoked, or whose client was deleted", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId, AccessToken } = await givenPasskeyBearer(cognito);
    await cognito.send("GlobalSignOut", { AccessToken });
    await expect(cognito.send(operation, { ...input, AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
    await cognito.send("DeleteUserPoolClient", { UserPoolId, ClientId });
    await expect(cognito.send(operation, { ...input, AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `User pool client ${ClientId} does not exist.`,
    );
  });

  test("refuses what is no access token", async () => {
    const cognito = await startCognito();
    await expect(cognito.send(operation, { ...input, AccessToken: "garbage" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid Access Token",
    );
  });
});
