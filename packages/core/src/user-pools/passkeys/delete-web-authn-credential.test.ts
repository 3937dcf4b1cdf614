import { describe, expect, test } from "vitest";
import { givenPasskeyBearer, registerPasskey } from "../../testing/given-passkeys.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import { userPasskeys } from "./passkeys.collection.ts";

const UNKNOWN = ["ResourceNotFoundException", "The WebAuthn credential does not exist."] as const;

describe("DeleteWebAuthnCredential", () => {
  test("deletes one passkey, once", async () => {
    const cognito = await startCognito();
    const bearer = await givenPasskeyBearer(cognito);
    const { AccessToken, UserPoolId } = bearer;
    const [gone, kept] = [await registerPasskey(cognito, bearer), await registerPasskey(cognito, bearer)];
    expect(await cognito.send("DeleteWebAuthnCredential", { AccessToken, CredentialId: gone.id })).toEqual({});
    const { Credentials } = await cognito.send("ListWebAuthnCredentials", { AccessToken });
    expect(Credentials).toMatchObject([{ CredentialId: kept.id }]);
    await expect(
      cognito.send("DeleteWebAuthnCredential", { AccessToken, CredentialId: gone.id }),
    ).rejects.toBeCognitoError(...UNKNOWN);
    await cognito.send("DeleteWebAuthnCredential", { AccessToken, CredentialId: kept.id });
    expect(await cognito.store.count(userPasskeys, "byPool", [UserPoolId])).toBe(0);
  });

  test("lets the passkey be registered anew", async () => {
    const cognito = await startCognito();
    const bearer = await givenPasskeyBearer(cognito);
    const authenticator = await registerPasskey(cognito, bearer);
    await cognito.send("DeleteWebAuthnCredential", {
      AccessToken: bearer.AccessToken,
      CredentialId: authenticator.id,
    });
    await registerPasskey(cognito, bearer, authenticator);
  });

  test("does not reach another user's passkey", async () => {
    const cognito = await startCognito();
    const bearer = await givenPasskeyBearer(cognito);
    const { UserPoolId, ClientId, AccessToken } = bearer;
    const { id } = await registerPasskey(cognito, bearer);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const bobs = await cognito.givenTokens({ ClientId, Username: "bob" });
    await expect(
      cognito.send("DeleteWebAuthnCredential", { AccessToken: bobs.AccessToken, CredentialId: id }),
    ).rejects.toBeCognitoError(...UNKNOWN);
    const { Credentials } = await cognito.send("ListWebAuthnCredentials", { AccessToken });
    expect(Credentials).toHaveLength(1);
  });
});
