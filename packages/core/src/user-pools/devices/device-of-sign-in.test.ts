import { readJwt } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import type { KeptDevice } from "../../testing/given-device.ts";
import { givenDevices, givenPeople } from "../../testing/given-people.ts";
import { answerOf, begin, type Posed } from "../../testing/posed-challenges.ts";

const NO_DEVICE = ["ResourceNotFoundException", "Device does not exist."] as const;

/** Alice, who has two remembered devices, in a custom sign-in on the second of them that begins with her password. */
async function givenTwoDevices() {
  const given = await givenPeople({
    pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false } },
  });
  const { cognito, ClientId, people } = given;
  const devices: KeptDevice[] = [];
  for (let count = 0; count < 2; count++) {
    await givenDevices(given);
    if (people.alice.device) devices.push(people.alice.device);
  }
  const [first = "", second = ""] = devices.map(({ key }) => key);
  const parameters = { CHALLENGE_NAME: "SRP_A", DEVICE_KEY: second };
  const begun = await begin(given, people.alice, { ClientId, AuthFlow: "CUSTOM_AUTH", parameters, withSrp: true });
  /** Answers rightly, but for these. */
  const answer = async (posed: Posed, changes: Readonly<Record<string, string>> = {}): Promise<Posed> => {
    const { ChallengeName = "ADMIN_NO_SRP_AUTH", Session } = posed.response;
    const ChallengeResponses = { USERNAME: "alice", ...(await answerOf(given, people.alice, posed)), ...changes };
    const response = await cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName,
      Session,
      ChallengeResponses,
    });
    return { ...posed, response };
  };
  return { first, second, begun, answer };
}

describe("The device of a sign-in", () => {
  test("is the one that was asked: another of the user's cannot answer for it, at either step", async () => {
    const { first, begun, answer } = await givenTwoDevices();
    const asked = await answer(begun);
    expect(asked.response.ChallengeName).toBe("DEVICE_SRP_AUTH");
    await expect(answer(asked, { DEVICE_KEY: first })).rejects.toBeCognitoError(...NO_DEVICE);
    const half = await answer(asked);
    await expect(answer(half, { DEVICE_KEY: first })).rejects.toBeCognitoError(...NO_DEVICE);
    expect((await answer(half)).response.ChallengeName).toBe("CUSTOM_CHALLENGE");
  });

  test("stays the one that has proved itself, whichever a later answer names", async () => {
    const { first, second, begun, answer } = await givenTwoDevices();
    const proved = await answer(await answer(await answer(begun)));
    const { response } = await answer(proved, { DEVICE_KEY: first });
    expect(readJwt(response.AuthenticationResult?.AccessToken ?? "")?.claims).toHaveProperty("device_key", second);
  });
});
