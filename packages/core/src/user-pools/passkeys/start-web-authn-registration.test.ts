import { describe, expect, test } from "vitest";
import { givenBearer } from "../../testing/given-bearer.ts";
import {
  challengeOf,
  givenPasskeyBearer,
  registerPasskey,
  RP_ID,
  WITH_PASSKEYS,
} from "../../testing/given-passkeys.ts";
import { CERTIFICATE_ARN } from "../../testing/given-domain.ts";
import { startCognito } from "../../testing/start-cognito.ts";

describe("StartWebAuthnRegistration", () => {
  test("answers what a page creates a passkey with", async () => {
    const cognito = await startCognito();
    const { AccessToken } = await givenPasskeyBearer(cognito);
    const { UserAttributes } = await cognito.send("GetUser", { AccessToken });
    const sub = UserAttributes.find(({ Name }) => Name === "sub")?.Value ?? "";

    const { CredentialCreationOptions } = await cognito.send("StartWebAuthnRegistration", { AccessToken });
    expect(CredentialCreationOptions).toEqual({
      rp: { id: RP_ID, name: RP_ID },
      user: { id: Buffer.from(sub).toString("base64url"), name: "alice", displayName: "alice" },
      challenge: expect.stringMatching(/^[\w-]{22}$/),
      pubKeyCredParams: [
        { type: "public-key", alg: -7 },
        { type: "public-key", alg: -257 },
      ],
      timeout: 60_000,
      excludeCredentials: [],
      authenticatorSelection: { requireResidentKey: true, residentKey: "required", userVerification: "preferred" },
    });
  });

  test("makes a new challenge each time, and excludes the passkeys that the user has", async () => {
    const cognito = await startCognito();
    const bearer = await givenPasskeyBearer(cognito);
    const { id } = await registerPasskey(cognito, bearer);
    const start = () => cognito.send("StartWebAuthnRegistration", { AccessToken: bearer.AccessToken });
    const [{ CredentialCreationOptions: one }, { CredentialCreationOptions: other }] = [await start(), await start()];
    expect(one).toMatchObject({ excludeCredentials: [{ type: "public-key", id }] });
    expect(challengeOf(one)).not.toBe(challengeOf(other));
  });

  test.each([
    { UserVerification: "required" },
    { UserVerification: "preferred", FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION" },
  ] as const)("requires user verification where the pool is set to %o", async (configuration) => {
    const cognito = await startCognito();
    const { AccessToken } = await givenPasskeyBearer(cognito, { RelyingPartyId: RP_ID, ...configuration });
    expect(await cognito.send("StartWebAuthnRegistration", { AccessToken })).toMatchObject({
      CredentialCreationOptions: { authenticatorSelection: { userVerification: "required" } },
    });
  });

  test("refuses a pool whose sign-in policy has no passkeys", async () => {
    const cognito = await startCognito();
    const { AccessToken } = await givenBearer(cognito, {});
    await expect(cognito.send("StartWebAuthnRegistration", { AccessToken })).rejects.toBeCognitoError(
      "WebAuthnNotEnabledException",
      "The passkey feature isn't enabled for the user pool.",
    );
  });

  test("refuses a pool without a relying party", async () => {
    const cognito = await startCognito();
    const { AccessToken } = await givenBearer(cognito, {}, WITH_PASSKEYS);
    await expect(cognito.send("StartWebAuthnRegistration", { AccessToken })).rejects.toBeCognitoError(
      "WebAuthnConfigurationMissingException",
      "The user pool doesn't have a configured relying party id or a user pool domain.",
    );
  });

  test("takes the pool's own domain for the relying party where none is set, the custom one before the prefix", async () => {
    const cognito = await startCognito();
    const { UserPoolId, AccessToken } = await givenBearer(cognito, {}, WITH_PASSKEYS);
    const start = () => cognito.send("StartWebAuthnRegistration", { AccessToken });
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    expect(await start()).toMatchObject({
      CredentialCreationOptions: { rp: { id: "my-app.auth.us-east-1.amazoncognito.com" } },
    });
    const CustomDomainConfig = { CertificateArn: CERTIFICATE_ARN };
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "auth.example.com", CustomDomainConfig });
    expect(await start()).toMatchObject({ CredentialCreationOptions: { rp: { id: "auth.example.com" } } });
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, WebAuthnConfiguration: { RelyingPartyId: RP_ID } });
    expect(await start()).toMatchObject({ CredentialCreationOptions: { rp: { id: RP_ID } } });
  });

  test("refuses a user who has as many passkeys as a user may have", async () => {
    const cognito = await startCognito();
    const bearer = await givenPasskeyBearer(cognito);
    for (let count = 0; count < 20; count += 1) await registerPasskey(cognito, bearer);
    await expect(
      cognito.send("StartWebAuthnRegistration", { AccessToken: bearer.AccessToken }),
    ).rejects.toBeCognitoError(
      "LimitExceededException",
      "The maximum number of WebAuthn credentials has been reached.",
    );
  });
});
