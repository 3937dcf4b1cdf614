import type { ChallengeNameType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { givenChoice, RIGHT_CODE } from "../../testing/given-choice.ts";
import { givenTriggers, passOn } from "../../testing/given-triggers.ts";
import { startSrpHalf } from "../../testing/srp-client.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const WRONG = ["NotAuthorizedException", "Incorrect username or password."] as const;
const MISMATCH = ["CodeMismatchException", "Invalid code or auth state for the user."] as const;
const PASSWORDS = ["PASSWORD_SRP", "PASSWORD"];
const NOBODY = { USERNAME: "nobody" };

/** A pool whose client hides whether users exist. */
function givenHiding(settings: Parameters<typeof givenChoice>[0] = {}) {
  return givenChoice({ ...settings, client: { PreventUserExistenceErrors: "ENABLED", ...settings.client } });
}

describe("USER_AUTH in a name that nobody has", () => {
  test("lets choose between the forms of a password", async () => {
    const { begin } = await givenHiding();
    const asNobody = await begin(NOBODY);
    expect(asNobody).toEqual({
      ChallengeName: "SELECT_CHALLENGE",
      Session: expect.stringMatching(/^AYABe[\w-]+$/),
      ChallengeParameters: {},
      AvailableChallenges: PASSWORDS,
    });
    expect(asNobody.Session).toHaveLength((await begin()).Session?.length ?? 0);
  });

  test("looks like that of a user with nothing but a password", async () => {
    const { begin } = await givenHiding({ attributes: {} });
    for (const parameters of [{}, { PREFERRED_CHALLENGE: "WEB_AUTHN" }, { PREFERRED_CHALLENGE: "PASSWORD" }]) {
      const { Session: _, ...asAlice } = await begin(parameters);
      const { Session: __, ...asNobody } = await begin({ ...parameters, ...NOBODY });
      expect(asNobody).toEqual(asAlice);
    }
  });

  test.each([
    ["EMAIL_OTP", "bob@example.com", "EMAIL", /^b\*{3}@e\*{3}$/],
    ["EMAIL_OTP", "nobody", "EMAIL", /^[a-z]\*{3}@[a-z]\*{3}$/],
    ["SMS_OTP", "+15559990042", "SMS", /^\+\*{7}0042$/],
    ["SMS_OTP", "nobody", "SMS", /^\+\*{7}\d{4}$/],
  ])(
    "says that it has sent an %s to %s, the same each time, and sends none",
    async (name, USERNAME, medium, masked) => {
      const { begin, cognito } = await givenHiding();
      const parameters = { USERNAME, PREFERRED_CHALLENGE: name };
      const { Session: _, ...first } = await begin(parameters);
      expect(first).toEqual({
        ChallengeName: name,
        ChallengeParameters: {
          CODE_DELIVERY_DELIVERY_MEDIUM: medium,
          CODE_DELIVERY_DESTINATION: expect.stringMatching(masked),
        },
        AvailableChallenges: [...PASSWORDS, name],
      });
      const { Session: __, ...second } = await begin(parameters);
      expect(second).toEqual(first);
      expect(await cognito.listMessages()).toEqual([]);
    },
  );

  test("offers no codes that the pool does not send", async () => {
    const { begin } = await givenHiding({ factors: ["PASSWORD"] });
    expect(await begin({ ...NOBODY, PREFERRED_CHALLENGE: "EMAIL_OTP" })).toMatchObject({
      ChallengeName: "SELECT_CHALLENGE",
      AvailableChallenges: PASSWORDS,
    });
  });

  test("refuses every password", async () => {
    const { begin, answer } = await givenHiding();
    const byPassword = { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: TEST_PASSWORD };
    await expect(begin({ ...NOBODY, ...byPassword })).rejects.toBeCognitoError(...WRONG);
    const chosen = await begin(NOBODY);
    await expect(
      answer("SELECT_CHALLENGE", chosen.Session, { ...NOBODY, ANSWER: "PASSWORD", PASSWORD: TEST_PASSWORD }),
    ).rejects.toBeCognitoError(...WRONG);
    const asked = await begin({ ...NOBODY, PREFERRED_CHALLENGE: "PASSWORD" });
    await expect(answer("PASSWORD", asked.Session, { ...NOBODY, PASSWORD: TEST_PASSWORD })).rejects.toBeCognitoError(
      ...WRONG,
    );
  });

  test("answers SRP with a salt and an id that stay the same, and refuses every proof", async () => {
    const { begin, answer, proveBySrp } = await givenHiding();
    const { A: SRP_A } = await startSrpHalf();
    const challenge = await begin({ ...NOBODY, PREFERRED_CHALLENGE: "PASSWORD_SRP", SRP_A });
    const { SALT, USER_ID_FOR_SRP } = challenge.ChallengeParameters ?? {};
    expect(challenge).toMatchObject({ ChallengeName: "PASSWORD_VERIFIER", AvailableChallenges: PASSWORDS });
    const chosen = await begin(NOBODY);
    const posed = await answer("SELECT_CHALLENGE", chosen.Session, { ...NOBODY, ANSWER: "PASSWORD_SRP", SRP_A });
    expect(posed.ChallengeParameters).toMatchObject({ SALT, USER_ID_FOR_SRP });
    const asked = await begin({ ...NOBODY, PREFERRED_CHALLENGE: "PASSWORD_SRP" });
    expect(asked.ChallengeName).toBe("PASSWORD_SRP");
    await expect(proveBySrp("PASSWORD_SRP", asked.Session, NOBODY)).rejects.toBeCognitoError(...WRONG);
    const again = await begin(NOBODY);
    await expect(
      proveBySrp("SELECT_CHALLENGE", again.Session, { ...NOBODY, ANSWER: "PASSWORD_SRP" }),
    ).rejects.toBeCognitoError(...WRONG);
  });

  test.each([
    ["EMAIL_OTP", "EMAIL_OTP_CODE"],
    ["SMS_OTP", "SMS_OTP_CODE"],
  ] as const)("refuses every code to %s as a wrong one of a user's", async (name, parameter) => {
    const { begin, answer, cognito } = await givenHiding();
    const guesses = async (person: Readonly<Record<string, string>>, code: string) => {
      const { Session } = await begin({ ...person, PREFERRED_CHALLENGE: name });
      const outcomes: string[] = [];
      for (let attempt = 0; attempt < 7; attempt += 1) {
        const refused = answer(name, Session, { ...person, [parameter]: code });
        outcomes.push(await refused.then(() => "tokens", String));
      }
      return outcomes;
    };
    expect(await guesses(NOBODY, RIGHT_CODE)).toEqual(await guesses({}, "00000000"));
    cognito.clock.advance({ minutes: 16 });
    const { Session } = await begin({ ...NOBODY, PREFERRED_CHALLENGE: name });
    await expect(answer(name, Session, { ...NOBODY, [parameter]: RIGHT_CODE })).rejects.toBeCognitoError(...MISMATCH);
    await expect(answer(name, Session, NOBODY)).rejects.toBeCognitoError(
      "InvalidParameterException",
      `Missing required parameter ${parameter}`,
    );
  });

  test.each([
    [{ ANSWER: "EMAIL_OTP" }, "The selected challenge is not available."],
    [{ ANSWER: "WEB_AUTHN" }, "The selected challenge is not available."],
    [{}, "Missing required parameter ANSWER"],
    [{ ANSWER: "PASSWORD" }, "Missing required parameter PASSWORD"],
    [{ ANSWER: "PASSWORD_SRP" }, "Missing required parameter SRP_A"],
  ])("refuses the choice %o as that of a user with nothing but a password", async (responses, message) => {
    const { begin, answer } = await givenHiding({ attributes: {} });
    for (const person of [{}, NOBODY]) {
      const { Session } = await begin(person);
      await expect(answer("SELECT_CHALLENGE", Session, { ...person, ...responses })).rejects.toBeCognitoError(
        "InvalidParameterException",
        message,
      );
    }
  });

  test.each<[ChallengeNameType, Record<string, string>, Record<string, string>]>([
    ["SELECT_CHALLENGE", {}, { ANSWER: "PASSWORD", PASSWORD: "x" }],
    ["PASSWORD", { PREFERRED_CHALLENGE: "PASSWORD" }, { PASSWORD: "x" }],
    ["PASSWORD_SRP", { PREFERRED_CHALLENGE: "PASSWORD_SRP" }, { SRP_A: "2" }],
    ["EMAIL_OTP", { PREFERRED_CHALLENGE: "EMAIL_OTP" }, { EMAIL_OTP_CODE: "1" }],
  ])(
    "takes no answer to %s in another name, nor another's session in this one",
    async (name, parameters, responses) => {
      const { begin, answer } = await givenHiding();
      const decoy = await begin({ ...NOBODY, ...parameters });
      const real = await begin(parameters);
      for (const [Session, USERNAME] of [
        [decoy.Session, "alice"],
        [decoy.Session, "somebody"],
        [real.Session, "nobody"],
      ] as const) {
        await expect(answer(name, Session, { ...responses, USERNAME })).rejects.toBeCognitoError(
          "NotAuthorizedException",
          "Invalid session provided for the user.",
        );
      }
    },
  );

  test("tells the pre authentication trigger so", async () => {
    const { cognito, ClientId, calls } = await givenTriggers(
      { PreAuthentication: passOn },
      { client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"], PreventUserExistenceErrors: "ENABLED" } },
    );
    for (const USERNAME of ["nobody", "alice"]) {
      await cognito.send("InitiateAuth", { AuthFlow: "USER_AUTH", ClientId, AuthParameters: { USERNAME } });
    }
    expect(calls.map(({ event: { request, userName } }) => [userName, request])).toEqual([
      ["nobody", expect.objectContaining({ userNotFound: true })],
      ["alice", expect.objectContaining({ userNotFound: false })],
    ]);
  });
});
