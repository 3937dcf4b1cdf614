import { readJwt } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import type { TriggerEvent, TriggerFunction } from "../../index.ts";
import { givenDevicePool, type KeptDevice } from "../../testing/given-device.ts";
import { givenDevices, givenPeople } from "../../testing/given-people.ts";
import { functionArn, passOn, respond } from "../../testing/given-triggers.ts";
import { answerOf, begin, type Posed } from "../../testing/posed-challenges.ts";
import { beginSrp } from "../../testing/srp-client.ts";
import { startCognito } from "../../testing/start-cognito.ts";

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

  test("is among what the triggers of a custom sign-in are told", async () => {
    const sessions: unknown[] = [];
    const define: TriggerFunction = respond((event: TriggerEvent) => {
      const { session } = event.request;
      sessions.push(session);
      const isFirst = Array.isArray(session) && session.length === 1;
      return { challengeName: isFirst ? "PASSWORD_VERIFIER" : "CUSTOM_CHALLENGE" };
    });
    const triggers = { DefineAuthChallenge: define, CreateAuthChallenge: passOn };
    const LambdaConfig = Object.fromEntries(Object.keys(triggers).map((name) => [name, functionArn(name)]));
    const { cognito, UserPoolId, ClientId, givenDevice, answer, authenticate } = await givenDevicePool({
      cognito: await startCognito({ triggers }),
      pool: { LambdaConfig },
      client: { ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] },
    });
    const { device } = await givenDevice();
    const parameters = { CHALLENGE_NAME: "SRP_A", DEVICE_KEY: device.key };
    const alice = { flow: "CUSTOM_AUTH", UserPoolId, ClientId, Username: "alice", parameters } as const;
    const { challenge, responses } = await beginSrp(cognito, alice);
    const asked = await answer("PASSWORD_VERIFIER", challenge.Session, { ...responses, DEVICE_KEY: device.key });
    expect(asked.ChallengeName).toBe("DEVICE_SRP_AUTH");
    expect((await authenticate(asked, device)).ChallengeName).toBe("CUSTOM_CHALLENGE");
    const met = ["SRP_A", "PASSWORD_VERIFIER", "DEVICE_SRP_AUTH", "DEVICE_PASSWORD_VERIFIER"];
    expect(sessions.at(-1)).toEqual(
      met.map((challengeName) => ({ challengeName, challengeResult: true, challengeMetadata: null })),
    );
  });
});
