import { expect, test } from "vitest";
import { OFFER } from "../../testing/given-mfa-pool.ts";
import { configureMfa, givenDevices, givenPeople } from "../../testing/given-people.ts";
import { answerOf, begin, type Posed } from "../../testing/posed-challenges.ts";

test("A device of the sign-in before does not stand for the second factor that a password asks for", async () => {
  const given = await givenPeople({
    pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: false, DeviceOnlyRememberedOnUserPrompt: false } },
  });
  await givenDevices(given);
  await configureMfa(given, { MfaConfiguration: "ON", ...OFFER.sms });
  const { cognito, ClientId, people } = given;
  const { alice } = people;
  const parameters = { DEVICE_KEY: alice.device?.key ?? "" };
  let posed: Posed = await begin(given, alice, { ClientId, AuthFlow: "CUSTOM_AUTH", parameters });
  const met: string[] = [];
  while (posed.response.ChallengeName) {
    const { ChallengeName, Session } = posed.response;
    met.push(ChallengeName);
    const ChallengeResponses = { USERNAME: "alice", ...(await answerOf(given, alice, posed)) };
    const answer = { ClientId, ChallengeName, Session, ChallengeResponses };
    posed = { ...posed, response: await cognito.send("RespondToAuthChallenge", answer) };
  }
  expect(met).toEqual(["CUSTOM_CHALLENGE", "DEVICE_SRP_AUTH", "DEVICE_PASSWORD_VERIFIER"]);
  const { response } = await begin(given, alice, {
    ClientId,
    AuthFlow: "USER_AUTH",
    parameters: {
      PREFERRED_CHALLENGE: "PASSWORD",
      PASSWORD: alice.Password,
      TARGET_ACR_VALUES: "urn:cognito:loa:1",
      ACCESS_TOKEN: posed.response.AuthenticationResult?.AccessToken ?? "",
    },
  });
  expect(response.ChallengeName).toBe("SMS_MFA");
});
