import { createAuthenticator } from "@cogmock/crypto/testing";
import { describe, expect, test } from "vitest";
import { givenPasskeyBearer, ORIGIN, registerPasskey, RP_ID, startRegistration } from "../../testing/given-passkeys.ts";
import { startCognito } from "../../testing/start-cognito.ts";

describe("ListWebAuthnCredentials", () => {
  test("answers an empty list to whoever has no passkey", async () => {
    const cognito = await startCognito();
    const { AccessToken } = await givenPasskeyBearer(cognito);
    expect(await cognito.send("ListWebAuthnCredentials", { AccessToken })).toEqual({ Credentials: [] });
    await startRegistration(cognito, AccessToken);
    expect(await cognito.send("ListWebAuthnCredentials", { AccessToken })).toEqual({ Credentials: [] });
  });

  test("describes a passkey as AWS does", async () => {
    const cognito = await startCognito();
    const { AccessToken } = await givenPasskeyBearer(cognito);
    const authenticator = createAuthenticator();
    const challenge = await startRegistration(cognito, AccessToken);
    const credential = await authenticator.register({ challenge, origin: ORIGIN, rpId: RP_ID });
    const Credential = { ...credential, authenticatorAttachment: "cross-platform" };
    await cognito.send("CompleteWebAuthnRegistration", { AccessToken, Credential });
    expect(await cognito.send("ListWebAuthnCredentials", { AccessToken })).toEqual({
      Credentials: [
        {
          CredentialId: authenticator.id,
          FriendlyCredentialName: "Roaming passkey",
          RelyingPartyId: RP_ID,
          AuthenticatorAttachment: "cross-platform",
          AuthenticatorTransports: ["internal", "hybrid"],
          CreatedAt: Date.parse("2026-01-01T00:00:00Z") / 1000,
        },
      ],
    });
  });

  test("lists the passkeys of the bearer only, oldest first", async () => {
    const cognito = await startCognito();
    const bearer = await givenPasskeyBearer(cognito);
    const registered: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      registered.push((await registerPasskey(cognito, bearer)).id);
      cognito.clock.advance({ minutes: 1 });
    }
    const { UserPoolId, ClientId, AccessToken } = bearer;
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await registerPasskey(cognito, await cognito.givenTokens({ ClientId, Username: "bob" }));
    const { Credentials } = await cognito.send("ListWebAuthnCredentials", { AccessToken });
    expect(Credentials.map(({ CredentialId }) => CredentialId)).toEqual(registered);
  });

  test("pages without losing or repeating a passkey when one is deleted between pages", async () => {
    const cognito = await startCognito();
    const bearer = await givenPasskeyBearer(cognito);
    const { AccessToken } = bearer;
    const registered: string[] = [];
    for (let count = 0; count < 5; count += 1) registered.push((await registerPasskey(cognito, bearer)).id);
    const whole = await cognito.send("ListWebAuthnCredentials", { AccessToken, MaxResults: 0 });
    const inOrder = whole.Credentials.map(({ CredentialId }) => CredentialId);
    expect(inOrder.toSorted()).toEqual(registered.toSorted());
    expect(whole.NextToken).toBeUndefined();

    const first = await cognito.send("ListWebAuthnCredentials", { AccessToken, MaxResults: 2 });
    for (const { CredentialId } of first.Credentials) {
      await cognito.send("DeleteWebAuthnCredential", { AccessToken, CredentialId });
    }
    const second = await cognito.send("ListWebAuthnCredentials", { AccessToken, NextToken: first.NextToken });
    expect([...first.Credentials, ...second.Credentials].map(({ CredentialId }) => CredentialId)).toEqual(inOrder);
    expect(second.NextToken).toBeUndefined();
  });

  test("refuses a token that another list has made", async () => {
    const cognito = await startCognito();
    const bearer = await givenPasskeyBearer(cognito);
    const { UserPoolId, ClientId, AccessToken } = bearer;
    for (let count = 0; count < 2; count += 1) await registerPasskey(cognito, bearer);
    const { NextToken } = await cognito.send("ListWebAuthnCredentials", { AccessToken, MaxResults: 1 });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const bobs = await cognito.givenTokens({ ClientId, Username: "bob" });
    await expect(cognito.send("ListWebAuthnCredentials", { AccessToken: bobs.AccessToken, NextToken })).rejects.toThrow(
      `Paging marker ${NextToken} is invalid for request`,
    );
  });

  test("refuses more results than a user may have passkeys", async () => {
    const cognito = await startCognito();
    const { AccessToken } = await givenPasskeyBearer(cognito);
    await expect(cognito.send("ListWebAuthnCredentials", { AccessToken, MaxResults: 21 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '21' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 20",
    );
  });
});
