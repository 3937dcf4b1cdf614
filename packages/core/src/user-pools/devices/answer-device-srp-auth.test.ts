import type { DeviceConfigurationType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { givenDevicePool } from "../../testing/given-device.ts";
import { OFFER } from "../../testing/given-mfa-pool.ts";
import { attributeList } from "../../testing/given-bearer.ts";

const USED_BEFORE = ["NotAuthorizedException", "Invalid session for the user, session can only be used once."] as const;
const INVALID_SESSION = ["NotAuthorizedException", "Invalid session for the user."] as const;

/** A pool with MFA by SMS, and alice with a phone and a remembered device. */
async function givenDeviceBesidesMfa(DeviceConfiguration: DeviceConfigurationType) {
  const pool = await givenDevicePool({ pool: { DeviceConfiguration } });
  const { cognito, UserPoolId, givenDevice, signIn, answer } = pool;
  const { device } = await givenDevice();
  const UserAttributes = attributeList({ phone_number: "+15551230100" });
  await cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "alice", UserAttributes });
  await cognito.send("SetUserPoolMfaConfig", { UserPoolId, MfaConfiguration: "ON", ...OFFER.sms });
  return {
    ...pool,
    device,
    begin: () => signIn({ DEVICE_KEY: device.key }),
    answerSms: (Session: string | undefined) => answer("SMS_MFA", Session, { SMS_MFA_CODE: "123456" }),
  };
}

describe("DEVICE_SRP_AUTH", () => {
  test("stands for the second factor where the pool says so", async () => {
    const { begin, authenticate, device } = await givenDeviceBesidesMfa({ ChallengeRequiredOnNewDevice: true });
    const challenge = await begin();
    expect(challenge).toMatchObject({ ChallengeName: "DEVICE_SRP_AUTH", ChallengeParameters: {} });
    const { AuthenticationResult } = await authenticate(challenge, device);
    expect(AuthenticationResult).toHaveProperty("AccessToken");
    expect(AuthenticationResult).not.toHaveProperty("NewDeviceMetadata");
  });

  test("comes after the second factor where the pool wants both", async () => {
    const { begin, answerSms, authenticate, device } = await givenDeviceBesidesMfa({});
    const { ChallengeName, Session } = await begin();
    expect(ChallengeName).toBe("SMS_MFA");
    const challenge = await answerSms(Session);
    expect(challenge.ChallengeName).toBe("DEVICE_SRP_AUTH");
    expect(await authenticate(challenge, device)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  // amazon-cognito-identity-js answers so after a code: it keeps the session that it sent the code in.
  test("takes the session of the challenge that it followed, once that is met", async () => {
    const { begin, answerSms, authenticate, device } = await givenDeviceBesidesMfa({});
    const asked = await begin();
    await expect(authenticate(asked, device)).rejects.toBeCognitoError(...INVALID_SESSION);
    await answerSms(asked.Session);
    expect(await authenticate(asked, device)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("is answered once, whichever of the two sessions that is in", async () => {
    const { begin, answerSms, authenticate, device, answer } = await givenDeviceBesidesMfa({});
    const asked = await begin();
    const challenge = await answerSms(asked.Session);
    await authenticate(asked, device);
    await expect(authenticate(asked, device)).rejects.toBeCognitoError(...USED_BEFORE);
    await expect(authenticate(challenge, device)).rejects.toBeCognitoError(...USED_BEFORE);
    await expect(answerSms(asked.Session)).rejects.toBeCognitoError(...USED_BEFORE);
    await expect(
      answer("DEVICE_PASSWORD_VERIFIER", asked.Session, {
        DEVICE_KEY: device.key,
        TIMESTAMP: "Sat Nov 21 08:00:00 UTC 2026",
        PASSWORD_CLAIM_SECRET_BLOCK: "AAAA",
        PASSWORD_CLAIM_SIGNATURE: "AAAA",
      }),
    ).rejects.toHaveProperty("name", "NotAuthorizedException");
  });

  test("refuses a device that does not know its password", async () => {
    const { begin, authenticate, device } = await givenDeviceBesidesMfa({ ChallengeRequiredOnNewDevice: true });
    await expect(authenticate(await begin(), { ...device, password: "another" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  });
});
