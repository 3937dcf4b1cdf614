import { ServiceException } from "@cogmock/protocol/errors";
import type { ChallengeNameType, InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { codeOfApp } from "../../testing/authenticator-app.ts";
import { givenMfaPool, OFFER } from "../../testing/given-mfa-pool.ts";
import { TEST_PASSWORD } from "../../testing/start-cognito.ts";

const PEOPLE = ["alice", "mallory"] as const;
const CHALLENGES = ["SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA", "SELECT_MFA_TYPE", "MFA_SETUP"] as const;

/** What mallory, who knows alice's password, can do. Numbers pick among the sessions and codes that she has by then. */
const move = fc.oneof(
  fc.record({ does: fc.constant("sign in" as const), as: fc.constantFrom(...PEOPLE) }),
  fc.record({
    does: fc.constant("answer" as const),
    as: fc.constantFrom(...PEOPLE),
    challenge: fc.option(fc.constantFrom<ChallengeNameType>(...CHALLENGES), { nil: undefined }),
    session: fc.nat(),
    code: fc.nat(),
    choice: fc.constantFrom("SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA"),
    email: fc.boolean(),
  }),
  fc.record({ does: fc.constant("associate" as const), session: fc.nat() }),
  fc.record({ does: fc.constant("verify" as const), session: fc.nat(), code: fc.nat() }),
  fc.record({ does: fc.constant("wait" as const), seconds: fc.constantFrom(1, 30, 60) }),
  fc.constant({ does: "let alice in" } as const),
);

/** The methods that alice has turned on, and whether mallory has any of her own. */
const settings = fc.record({
  methods: fc.subarray(["sms", "app", "email"] as const, { minLength: 1 }),
  malloryHasMfa: fc.boolean(),
});

type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;

/** A pool in which alice has these, and mallory has a sign-in of alice's from the time when alice had none. */
async function givenAliceAndMallory({ methods, malloryHasMfa }: Settings) {
  const pool = await givenMfaPool({
    attributes: { phone_number: "+15551230100", email: "alice@example.com" },
    client: { AuthSessionValidity: 15 },
    config: { MfaConfiguration: "ON", ...OFFER.app },
    codes: "random",
  });
  const early = await pool.signIn();
  const { cognito, UserPoolId, AccessToken, ClientId } = pool;
  const alicesSecret = await pool.registerApp();
  const Enabled = true;
  await cognito.send("SetUserMFAPreference", {
    AccessToken,
    SMSMfaSettings: methods.includes("sms") ? { Enabled } : undefined,
    SoftwareTokenMfaSettings: methods.includes("app") ? { Enabled } : undefined,
    EmailMfaSettings: methods.includes("email") ? { Enabled } : undefined,
  });
  const UserAttributes = [{ Name: "phone_number", Value: "+15559990000" }];
  await cognito.givenConfirmedUser({ UserPoolId, Username: "mallory", UserAttributes });
  await pool.configure({ MfaConfiguration: "OPTIONAL", ...OFFER.app });
  const own = await cognito.givenTokens({ ClientId, Username: "mallory" });
  await pool.configure({ MfaConfiguration: "ON", ...OFFER.sms, ...OFFER.app, ...OFFER.email });
  if (!malloryHasMfa) {
    const UserAttributeNames = ["phone_number"];
    await cognito.send("AdminDeleteUserAttributes", { UserPoolId, Username: "mallory", UserAttributeNames });
    return { ...pool, alicesSecret, early, secrets: [] };
  }
  const { SecretCode = "" } = await cognito.send("AssociateSoftwareToken", { AccessToken: own.AccessToken });
  const UserCode = codeOfApp(SecretCode, cognito.clock);
  await cognito.send("VerifySoftwareToken", { AccessToken: own.AccessToken, UserCode });
  await cognito.send("SetUserMFAPreference", {
    AccessToken: own.AccessToken,
    SMSMfaSettings: { Enabled },
    SoftwareTokenMfaSettings: { Enabled },
  });
  return { ...pool, alicesSecret, early, secrets: [SecretCode] };
}

test("Nobody who knows a password only gets tokens by any sequence of answers, nor changes the user's second factors", async () => {
  await fc.assert(
    fc.asyncProperty(settings, fc.array(move, { maxLength: 40 }), async (situation, moves) => {
      const { methods } = situation;
      const given = await givenAliceAndMallory(situation);
      const { cognito, UserPoolId, ClientId, AccessToken, alicesSecret, early } = given;
      const factors = async () => {
        const { UserMFASettingList, PreferredMfaSetting } = await cognito.send("GetUser", { AccessToken });
        const { ConfiguredUserAuthFactors } = await cognito.send("GetUserAuthFactors", { AccessToken });
        return { UserMFASettingList, PreferredMfaSetting, ConfiguredUserAuthFactors };
      };
      const before = await factors();
      const posed: { readonly challenge: string | undefined; readonly Session: string }[] = [];
      const secrets: string[] = [...given.secrets];

      const pick = <T>(values: readonly T[], number: number): T | undefined => values[number % values.length];
      /** What mallory can read: her messages, and the apps whose secrets she has. */
      const codes = async () => [
        "000000",
        ...(await cognito.listMessages()).flatMap(({ username, code = "" }) => (username === "mallory" ? [code] : [])),
        ...secrets.map((secret) => codeOfApp(secret, cognito.clock)),
      ];
      const keep = ({ ChallengeName, Session }: Partial<InitiateAuthResponse>) => {
        if (Session !== undefined) posed.push({ challenge: ChallengeName, Session });
      };
      keep(early);
      const take = async (answer: InitiateAuthResponse) => {
        keep(answer);
        const token = answer.AuthenticationResult?.AccessToken;
        if (token === undefined) return;
        expect(await cognito.send("GetUser", { AccessToken: token })).toHaveProperty("Username", "mallory");
      };
      const signIn = (USERNAME: string) =>
        cognito.send("InitiateAuth", {
          AuthFlow: "USER_PASSWORD_AUTH",
          ClientId,
          AuthParameters: { USERNAME, PASSWORD: TEST_PASSWORD },
        });

      /** Alice's own sign-in, which mallory sees nothing of. */
      const letAliceIn = async () => {
        let { ChallengeName, Session } = await signIn("alice");
        if (ChallengeName === "SELECT_MFA_TYPE") {
          const ANSWER = methods.includes("sms") ? "SMS_MFA" : "EMAIL_OTP";
          ({ ChallengeName, Session } = await cognito.send("RespondToAuthChallenge", {
            ClientId,
            ChallengeName,
            Session,
            ChallengeResponses: { USERNAME: "alice", ANSWER },
          }));
        }
        if (ChallengeName === "SOFTWARE_TOKEN_MFA") cognito.clock.advance({ seconds: 60 });
        const sent = ChallengeName === "SOFTWARE_TOKEN_MFA" ? "" : ((await cognito.lastMessage()).code ?? "");
        const ChallengeResponses = {
          USERNAME: "alice",
          SMS_MFA_CODE: sent,
          EMAIL_OTP_CODE: sent,
          SOFTWARE_TOKEN_MFA_CODE: codeOfApp(alicesSecret, cognito.clock),
        };
        if (!ChallengeName) throw new Error("alice was let in without a second factor");
        expect(
          await cognito.send("RespondToAuthChallenge", { ClientId, ChallengeName, Session, ChallengeResponses }),
        ).toHaveProperty("AuthenticationResult.AccessToken");
      };

      const make = async (next: (typeof moves)[number]): Promise<void> => {
        if (next.does === "wait") return cognito.clock.advance({ seconds: next.seconds });
        if (next.does === "let alice in") return letAliceIn();
        if (next.does === "sign in") return take(await signIn(next.as));
        const { Session, challenge } = pick(posed, next.session) ?? {};
        if (next.does === "associate") {
          const answer = await cognito.send("AssociateSoftwareToken", { Session });
          if (answer.SecretCode !== undefined) secrets.push(answer.SecretCode);
          return keep({ ChallengeName: "MFA_SETUP", Session: answer.Session });
        }
        const code = pick(await codes(), next.code) ?? "";
        if (next.does === "verify") {
          const answer = await cognito.send("VerifySoftwareToken", { Session, UserCode: code });
          return keep({ ChallengeName: "MFA_SETUP", Session: answer.Session });
        }
        const answer = await cognito.send("RespondToAuthChallenge", {
          ClientId,
          ChallengeName: next.challenge ?? CHALLENGES.find((name) => name === challenge) ?? "SMS_MFA",
          Session,
          ChallengeResponses: {
            USERNAME: next.as,
            ANSWER: next.choice,
            SMS_MFA_CODE: code,
            EMAIL_OTP_CODE: code,
            SOFTWARE_TOKEN_MFA_CODE: code,
            ...(next.email && { EMAIL: "mallory@example.com" }),
          },
        });
        return take(answer);
      };

      for (const next of moves) {
        await make(next).catch((error: unknown) => {
          if (!(error instanceof ServiceException) || next.does === "let alice in") throw error;
        });
      }
      cognito.clock.advance({ seconds: 1 });
      expect(await factors()).toEqual(before);
      const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
      expect(UserAttributes).toEqual(
        expect.arrayContaining([
          { Name: "phone_number", Value: "+15551230100" },
          { Name: "email", Value: "alice@example.com" },
        ]),
      );
    }),
    { numRuns: 60, endOnFailure: true },
  );
});
