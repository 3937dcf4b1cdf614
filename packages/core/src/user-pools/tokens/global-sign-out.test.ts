import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

async function givenUsers() {
  const cognito = await startCognito();
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  const { ClientId: otherClient } = await cognito.givenUserPoolClient({ UserPoolId, EnableTokenRevocation: false });
  for (const Username of ["alice", "bob"]) await cognito.givenConfirmedUser({ UserPoolId, Username });
  const phone = await cognito.givenTokens({ ClientId, Username: "alice" });
  const laptop = await cognito.givenTokens({ ClientId: otherClient, Username: "alice" });
  const bob = await cognito.givenTokens({ ClientId, Username: "bob" });
  const getUser = ({ AccessToken }: { readonly AccessToken: string }) => cognito.send("GetUser", { AccessToken });
  const refresh = ({ RefreshToken }: { readonly RefreshToken: string }, client: string) =>
    cognito.send("InitiateAuth", {
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId: client,
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
    });
  /** Alice is signed out on every client, also where tokens carry no origin_jti; Bob is not; she can sign in again. */
  const expectSignedOut = async () => {
    for (const tokens of [phone, laptop]) {
      await expect(getUser(tokens)).rejects.toBeCognitoError("NotAuthorizedException", "Access Token has been revoked");
    }
    await expect(refresh(phone, ClientId)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Refresh Token has been revoked",
    );
    await expect(refresh(laptop, otherClient)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Refresh Token has been revoked",
    );
    expect(await getUser(bob)).toMatchObject({ Username: "bob" });
    expect(await getUser(await cognito.givenTokens({ ClientId, Username: "alice" }))).toMatchObject({
      Username: "alice",
    });
  };
  return { cognito, UserPoolId, phone, expectSignedOut };
}

describe("GlobalSignOut", () => {
  test("revokes every token of the bearer", async () => {
    const { cognito, phone, expectSignedOut } = await givenUsers();
    expect(await cognito.send("GlobalSignOut", { AccessToken: phone.AccessToken })).toEqual({});
    await expectSignedOut();
    await expect(cognito.send("GlobalSignOut", { AccessToken: phone.AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
  });

  test("refuses the token of a user who has been deleted", async () => {
    const { cognito, UserPoolId, phone } = await givenUsers();
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    await expect(cognito.send("GlobalSignOut", { AccessToken: phone.AccessToken })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
  });

  test("refuses a token that is none", async () => {
    const { cognito } = await givenUsers();
    await expect(cognito.send("GlobalSignOut", { AccessToken: "garbage" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid Access Token",
    );
  });
});

describe("AdminUserGlobalSignOut", () => {
  test("revokes every token of the user", async () => {
    const { cognito, UserPoolId, expectSignedOut } = await givenUsers();
    expect(await cognito.send("AdminUserGlobalSignOut", { UserPoolId, Username: "alice" })).toEqual({});
    await expectSignedOut();
  });

  test("refuses an unknown user and an unknown pool", async () => {
    const { cognito, UserPoolId } = await givenUsers();
    await expect(cognito.send("AdminUserGlobalSignOut", { UserPoolId, Username: "nobody" })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
    await expect(
      cognito.send("AdminUserGlobalSignOut", { UserPoolId: "us-east-1_nothing", Username: "alice" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "User pool us-east-1_nothing does not exist.");
  });
});
