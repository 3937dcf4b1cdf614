import { createAuthenticator, flag } from "@cogmock/crypto/testing";
import type { JsonValue } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import {
  givenPasskeyBearer,
  ORIGIN,
  registerPasskey,
  RP_ID,
  startRegistration,
  WITH_PASSKEYS,
} from "../../testing/given-passkeys.ts";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";
import { userPasskeys } from "./passkeys.collection.ts";

const CHALLENGE_NOT_FOUND = [
  "WebAuthnChallengeNotFoundException",
  "The challenge from StartWebAuthn registration has expired.",
] as const;
const INVALID = ["InvalidParameterException", "Credential data is not valid"] as const;

async function passkeysOf(cognito: TestCognito, AccessToken: string): Promise<string[]> {
  const { Credentials } = await cognito.send("ListWebAuthnCredentials", { AccessToken });
  return Credentials.map(({ CredentialId }) => CredentialId);
}

async function givenRegistration(
  ...arrange: Parameters<typeof givenPasskeyBearer> extends [unknown, ...infer Rest] ? Rest : []
) {
  const cognito = await startCognito();
  const bearer = await givenPasskeyBearer(cognito, ...arrange);
  const { AccessToken } = bearer;
  const challenge = await startRegistration(cognito, AccessToken);
  const complete = (Credential: JsonValue, token = AccessToken) =>
    cognito.send("CompleteWebAuthnRegistration", { AccessToken: token, Credential });
  return { cognito, bearer, AccessToken, challenge, complete, ceremony: { challenge, origin: ORIGIN, rpId: RP_ID } };
}

describe("CompleteWebAuthnRegistration", () => {
  test.each(["ES256", "RS256", "EdDSA"] as const)("registers a passkey of the algorithm %s", async (algorithm) => {
    const { cognito, AccessToken, complete, ceremony } = await givenRegistration();
    const authenticator = createAuthenticator(algorithm);
    expect(await complete(await authenticator.register(ceremony))).toEqual({});
    expect(await passkeysOf(cognito, AccessToken)).toEqual([authenticator.id]);
  });

  test("takes a challenge once", async () => {
    const { cognito, AccessToken, complete, ceremony } = await givenRegistration();
    const [first, second] = [createAuthenticator(), createAuthenticator()];
    await complete(await first.register(ceremony));
    await expect(complete(await first.register(ceremony))).rejects.toBeCognitoError(...CHALLENGE_NOT_FOUND);
    await expect(complete(await second.register(ceremony))).rejects.toBeCognitoError(...CHALLENGE_NOT_FOUND);
    expect(await passkeysOf(cognito, AccessToken)).toEqual([first.id]);
  });

  test("takes a challenge once, also when it is answered twice at the same time", async () => {
    const { cognito, AccessToken, complete, ceremony } = await givenRegistration();
    const answers = await Promise.all(
      [createAuthenticator(), createAuthenticator()].map((one) => one.register(ceremony)),
    );
    const results = await Promise.allSettled(answers.map((answer) => complete(answer)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await passkeysOf(cognito, AccessToken)).toHaveLength(1);
  });

  test("refuses where no registration was begun, or another one since", async () => {
    const { cognito, AccessToken, complete, ceremony } = await givenRegistration();
    const answer = await createAuthenticator().register(ceremony);
    await startRegistration(cognito, AccessToken);
    await expect(complete(answer)).rejects.toBeCognitoError(...CHALLENGE_NOT_FOUND);

    const fresh = await startCognito();
    const bearer = await givenPasskeyBearer(fresh);
    await expect(
      fresh.send("CompleteWebAuthnRegistration", { AccessToken: bearer.AccessToken, Credential: answer }),
    ).rejects.toBeCognitoError(...CHALLENGE_NOT_FOUND);
  });

  test("refuses a challenge that is out of date", async () => {
    const { cognito, AccessToken, complete, ceremony } = await givenRegistration();
    const answer = await createAuthenticator().register(ceremony);
    cognito.clock.advance({ minutes: 3 });
    await expect(complete(answer)).rejects.toBeCognitoError(...CHALLENGE_NOT_FOUND);
    expect(await passkeysOf(cognito, AccessToken)).toEqual([]);
  });

  test("refuses a challenge that is out of date, also of a user who has a passkey", async () => {
    const cognito = await startCognito();
    const bearer = await givenPasskeyBearer(cognito);
    const { id } = await registerPasskey(cognito, bearer);
    const challenge = await startRegistration(cognito, bearer.AccessToken);
    const Credential = await createAuthenticator().register({ challenge, origin: ORIGIN, rpId: RP_ID });
    cognito.clock.advance({ minutes: 3 });
    await expect(
      cognito.send("CompleteWebAuthnRegistration", { AccessToken: bearer.AccessToken, Credential }),
    ).rejects.toBeCognitoError(...CHALLENGE_NOT_FOUND);
    expect(await passkeysOf(cognito, bearer.AccessToken)).toEqual([id]);
  });

  test("refuses another user's challenge", async () => {
    const { cognito, bearer, complete, ceremony } = await givenRegistration();
    const { UserPoolId, ClientId } = bearer;
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const bobs = await cognito.givenTokens({ ClientId, Username: "bob" });
    const answer = await createAuthenticator().register(ceremony);
    await expect(complete(answer, bobs.AccessToken)).rejects.toBeCognitoError(...CHALLENGE_NOT_FOUND);
    await startRegistration(cognito, bobs.AccessToken);
    await expect(complete(answer, bobs.AccessToken)).rejects.toBeCognitoError(...CHALLENGE_NOT_FOUND);
    expect(await passkeysOf(cognito, bobs.AccessToken)).toEqual([]);
  });

  test("refuses a token of another client than the one that began", async () => {
    const { cognito, bearer, AccessToken, complete, ceremony } = await givenRegistration();
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId: bearer.UserPoolId });
    const elsewhere = await cognito.givenTokens({ ClientId, Username: "alice" });
    const answer = await createAuthenticator().register(ceremony);
    await expect(complete(answer, elsewhere.AccessToken)).rejects.toBeCognitoError(
      "WebAuthnClientMismatchException",
      "The access token is for a different client than the one in the original StartWebAuthnRegistration request.",
    );
    await complete(answer, AccessToken);
  });

  test.each([
    "https://example.org",
    "http://app.example.com",
    "https://notexample.com",
    "https://example.com.evil.test",
  ])("refuses a passkey made by a page of %s, and leaves the registration open", async (origin) => {
    const { complete, ceremony } = await givenRegistration();
    const authenticator = createAuthenticator();
    await expect(complete(await authenticator.register({ ...ceremony, origin }))).rejects.toBeCognitoError(
      "WebAuthnOriginNotAllowedException",
      "The passkey credential's registration origin does not align with the user pool relying party id.",
    );
    await complete(await authenticator.register(ceremony));
  });

  test("takes a passkey made on this machine, by whatever port", async () => {
    const { complete, ceremony } = await givenRegistration({ RelyingPartyId: "localhost" });
    const there = { ...ceremony, rpId: "localhost", origin: "http://localhost:5173" };
    expect(await complete(await createAuthenticator().register(there))).toEqual({});
  });

  test("refuses a passkey for another relying party", async () => {
    const { cognito, AccessToken, complete, ceremony } = await givenRegistration();
    await expect(
      complete(await createAuthenticator().register({ ...ceremony, rpId: "app.example.com" })),
    ).rejects.toBeCognitoError(
      "WebAuthnRelyingPartyMismatchException",
      "The given passkey credential is associated with a different relying party ID than the user pool relying party ID.",
    );
    expect(await passkeysOf(cognito, AccessToken)).toEqual([]);
  });

  test("refuses an algorithm that nobody asked for", async () => {
    const { complete, ceremony } = await givenRegistration();
    await expect(complete(await createAuthenticator("ES384").register(ceremony))).rejects.toBeCognitoError(
      "WebAuthnCredentialNotSupportedException",
      "The passkey credentials are from an unsupported device or provider.",
    );
  });

  test("refuses an authenticator that did not verify its user, where the pool requires it", async () => {
    const { complete, ceremony } = await givenRegistration({ RelyingPartyId: RP_ID, UserVerification: "required" });
    const flags = flag.userPresent | flag.attested;
    await expect(complete(await createAuthenticator().register(ceremony, "none", { flags }))).rejects.toBeCognitoError(
      "WebAuthnCredentialNotSupportedException",
      "The passkey credentials are from an unsupported device or provider.",
    );
  });

  test("refuses what is no passkey", async () => {
    const { cognito, AccessToken, complete, ceremony } = await givenRegistration();
    const genuine = await createAuthenticator().register(ceremony);
    const { clientDataJSON, attestationObject } = genuine.response;
    const nonsense: JsonValue[] = [
      {},
      "passkey",
      [],
      { ...genuine, response: { clientDataJSON, attestationObject } },
      { ...genuine, response: { ...genuine.response, attestationObject: "AAAA" } },
      { ...genuine, type: "password" },
    ];
    for (const credential of nonsense) await expect(complete(credential)).rejects.toBeCognitoError(...INVALID);
    expect(await passkeysOf(cognito, AccessToken)).toEqual([]);
  });

  test("refuses a passkey that is somebody's already", async () => {
    const { cognito, bearer, complete, ceremony } = await givenRegistration();
    const authenticator = createAuthenticator();
    await complete(await authenticator.register(ceremony));
    const { UserPoolId, ClientId } = bearer;
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const bobs = await cognito.givenTokens({ ClientId, Username: "bob" });
    const challenge = await startRegistration(cognito, bobs.AccessToken);
    const again = await authenticator.register({ ...ceremony, challenge });
    await expect(complete(again, bobs.AccessToken)).rejects.toBeCognitoError(...INVALID);
  });

  test("refuses where the pool has given passkeys up meanwhile", async () => {
    const { cognito, bearer, complete, ceremony } = await givenRegistration();
    await cognito.send("UpdateUserPool", {
      UserPoolId: bearer.UserPoolId,
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] } },
    });
    await expect(complete(await createAuthenticator().register(ceremony))).rejects.toBeCognitoError(
      "WebAuthnNotEnabledException",
      "The passkey feature isn't enabled for the user pool.",
    );
  });

  test("refuses a twenty-first passkey, though its registration was begun before", async () => {
    const cognito = await startCognito();
    const bearer = await givenPasskeyBearer(cognito);
    for (let count = 0; count < 19; count += 1) await registerPasskey(cognito, bearer);
    const challenge = await startRegistration(cognito, bearer.AccessToken);
    const { sub, userPoolId } = await onlyDocument(cognito, bearer.UserPoolId);
    const before = await cognito.store.get(userPasskeys, [userPoolId, sub]);
    const [first] = before?.passkeys ?? [];
    if (!before || !first) throw new Error("no passkeys");
    const full = { ...before, passkeys: [...before.passkeys, { ...first, id: "twentieth" }] };
    await cognito.store.commit([userPasskeys.put(full, { expect: before })]);
    const Credential = await createAuthenticator().register({ challenge, origin: ORIGIN, rpId: RP_ID });
    await expect(
      cognito.send("CompleteWebAuthnRegistration", { AccessToken: bearer.AccessToken, Credential }),
    ).rejects.toBeCognitoError(
      "LimitExceededException",
      "The maximum number of WebAuthn credentials has been reached.",
    );
  });

  test("leaves no passkeys of a user who was deleted, nor of a pool that was", async () => {
    const cognito = await startCognito();
    const ofUser = await givenPasskeyBearer(cognito);
    const ofPool = await givenPasskeyBearer(cognito, undefined, {}, WITH_PASSKEYS);
    for (const bearer of [ofUser, ofPool]) await registerPasskey(cognito, bearer);
    await cognito.send("DeleteUser", { AccessToken: ofUser.AccessToken });
    await cognito.send("DeleteUserPool", { UserPoolId: ofPool.UserPoolId });
    for (const { UserPoolId } of [ofUser, ofPool]) {
      expect(await cognito.store.count(userPasskeys, "byPool", [UserPoolId])).toBe(0);
    }
  });

  test("leaves nothing of a registration that was only begun", async () => {
    const { cognito, bearer } = await givenRegistration();
    expect(await cognito.store.count(userPasskeys, "byPool", [bearer.UserPoolId])).toBe(1);
    cognito.clock.advance({ minutes: 3 });
    expect(await cognito.store.count(userPasskeys, "byPool", [bearer.UserPoolId])).toBe(0);
  });
});

async function onlyDocument({ store }: TestCognito, UserPoolId: string) {
  const { documents } = await store.find(userPasskeys, "byPool", [UserPoolId], { limit: 1 });
  const [document] = documents;
  if (!document) throw new Error("no passkeys");
  return document;
}
