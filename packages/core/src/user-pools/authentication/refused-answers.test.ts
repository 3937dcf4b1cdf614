import type { ChallengeNameType, CreateUserPoolRequest, InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { codeOfApp } from "../../testing/authenticator-app.ts";
import { OFFER } from "../../testing/given-mfa-pool.ts";
import {
  configureMfa,
  givenApps,
  givenDevices,
  givenPasskeys,
  givenPeople,
  type Name,
  type People,
  type Person,
  wrongCodeFor,
} from "../../testing/given-people.ts";
import { type Functions, respond } from "../../testing/given-triggers.ts";
import { answerOf, begin, type Posed } from "../../testing/posed-challenges.ts";
import { sessionOf } from "../../testing/riddle.ts";
import { answerAs, type Changes, type SignInFlow } from "../../testing/sign-in-flows.ts";
import { everythingIn } from "../../testing/whole-store.ts";
import { authSessions } from "./auth-sessions.collection.ts";
import { CHALLENGES } from "./challenges.ts";

type Refusal = readonly [error: string, message: string];
type Responses = Readonly<Record<string, string>>;

const WRONG: Refusal = ["NotAuthorizedException", "Incorrect username or password."];
const INVALID: Refusal = ["NotAuthorizedException", "Invalid session for the user."];
const OF_ANOTHER: Refusal = ["NotAuthorizedException", "Invalid session provided for the user."];
const USED: Refusal = ["NotAuthorizedException", "Invalid session for the user, session can only be used once."];
const EXPIRED: Refusal = ["NotAuthorizedException", "Invalid session for the user, session is expired."];
const WRONG_CODE: Refusal = ["CodeMismatchException", "Invalid code or auth state for the user."];
const NO_DEVICE: Refusal = ["ResourceNotFoundException", "Device does not exist."];
const missing = (name: string): Refusal => ["InvalidParameterException", `Missing required parameter ${name}`];

/** A way to answer wrongly: what differs from the right answer. */
interface WrongAnswer {
  readonly change: (right: Responses, given: People) => Changes;
  readonly refusal: Refusal;
}

/** A challenge, how alice and mallory come to it, and which answers are wrong. */
interface Row {
  readonly challenge: ChallengeNameType;
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly functions?: Functions;
  readonly arrange?: (given: People) => Promise<void>;
  /** Takes a sign-in to the challenge. */
  readonly pose: (given: People, person: Person, ClientId: string) => Promise<Posed>;
  /** What the answer cannot do without, besides the name. */
  readonly requires: readonly string[];
  readonly wrong: Readonly<Record<string, WrongAnswer>>;
  /** What becomes of mallory's own answer in alice's sign-in, unless there is nothing of hers in it. */
  readonly ofMallory?: Refusal;
  /** Whether a wrong answer ends the sign-in. */
  readonly endsWhenWrong?: boolean;
}

const allow = (...factors: readonly ("PASSWORD" | "EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN")[]) => ({
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: factors } },
});

function byPassword(given: People, person: Person, ClientId: string, more: Responses = {}): Promise<Posed> {
  const parameters = { PASSWORD: person.Password, ...more };
  return begin(given, person, { ClientId, AuthFlow: "USER_PASSWORD_AUTH", parameters });
}

const byChoice =
  (parameters: Responses, withSrp = false): Row["pose"] =>
  (given, person, ClientId) =>
    begin(given, person, { ClientId, AuthFlow: "USER_AUTH", parameters, withSrp });

const onDevice: Row["pose"] = (given, person, ClientId) =>
  byPassword(given, person, ClientId, { DEVICE_KEY: person.device?.key ?? "" });

/** Answers a challenge by application, rightly. */
async function goOn(given: People, person: Person, ClientId: string, posed: Posed): Promise<Posed> {
  const ChallengeResponses = { USERNAME: person.Username, ...(await answerOf(given, person, posed)) };
  const { ChallengeName = "ADMIN_NO_SRP_AUTH", Session } = posed.response;
  const answer = { ChallengeName, Session, ChallengeResponses };
  return { ...posed, response: await answerAs({ ...given, ClientId }, "InitiateAuth", answer) };
}

/** A sign-in at MFA_SETUP, whose user has set an app up. */
async function setUpApp(given: People, person: Person, ClientId: string): Promise<Posed> {
  const { response, start } = await byPassword(given, person, ClientId);
  const begun = await given.cognito.send("AssociateSoftwareToken", { Session: response.Session });
  const UserCode = codeOfApp(begun.SecretCode ?? "", given.cognito.clock);
  const { Session } = await given.cognito.send("VerifySoftwareToken", { Session: begun.Session, UserCode });
  return { response: { ...response, Session: Session ?? "" }, start };
}

/** Sets MFA on for both, by these methods. */
const enable =
  (...methods: readonly ("sms" | "app" | "email")[]) =>
  async (given: People): Promise<void> => {
    const { cognito, UserPoolId } = given;
    if (methods.includes("app")) await givenApps(given);
    await configureMfa(given, { MfaConfiguration: "OPTIONAL", ...OFFER.sms, ...OFFER.app, ...OFFER.email });
    for (const { Username } of Object.values(given.people)) {
      await cognito.send("AdminSetUserMFAPreference", {
        UserPoolId,
        Username,
        SMSMfaSettings: { Enabled: methods.includes("sms") },
        SoftwareTokenMfaSettings: { Enabled: methods.includes("app") },
        EmailMfaSettings: { Enabled: methods.includes("email") },
      });
    }
    // On to where the apps show codes that have not been used, and not so far that the used ones are forgotten.
    cognito.clock.advance({ seconds: 30 });
  };

const wrongCode = (name: string, refusal: Refusal = WRONG_CODE): Row["wrong"] => ({
  "a wrong code": { change: ({ [name]: code = "" }) => ({ [name]: wrongCodeFor(code) }), refusal },
  "another code of the same length": {
    change: ({ [name]: code = "" }) => ({ [name]: code.split("").toReversed().join("").replace(/^./, "x") }),
    refusal,
  },
  "more than the code": { change: ({ [name]: code = "" }) => ({ [name]: `${code}0` }), refusal },
  "less than the code": { change: ({ [name]: code = "" }) => ({ [name]: code.slice(0, -1) }), refusal },
});

const wrongProof: Row["wrong"] = {
  "a wrong signature": {
    change: () => ({ PASSWORD_CLAIM_SIGNATURE: Buffer.alloc(32).toString("base64") }),
    refusal: WRONG,
  },
  "a signature that is none": { change: () => ({ PASSWORD_CLAIM_SIGNATURE: "none" }), refusal: WRONG },
  "another time than the signed one": {
    change: () => ({ TIMESTAMP: "Thu Jan 1 00:00:59 UTC 2026" }),
    refusal: WRONG,
  },
  "a time of long ago": { change: () => ({ TIMESTAMP: "Wed Jan 1 00:00:00 UTC 2025" }), refusal: WRONG },
  "a time in no format": {
    change: () => ({ TIMESTAMP: "2026-01-01T00:00:00Z" }),
    refusal: ["InvalidParameterException", "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english."],
  },
  "a secret block of nobody's": {
    change: () => ({ PASSWORD_CLAIM_SECRET_BLOCK: Buffer.alloc(1_130).toString("base64") }),
    refusal: INVALID,
  },
};

const wrongSrpA: Row["wrong"] = {
  "an SRP_A that is a multiple of N": {
    change: () => ({ SRP_A: "0" }),
    refusal: ["InvalidParameterException", "SRP_A is not valid."],
  },
  "an SRP_A that is no number": {
    change: () => ({ SRP_A: "wrong" }),
    refusal: ["InvalidParameterException", "SRP_A is not valid."],
  },
};

const notAvailable = (ANSWER: string): WrongAnswer => ({
  change: () => ({ ANSWER }),
  refusal: ["InvalidParameterException", "The selected challenge is not available."],
});

const REMEMBERS = {
  DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
};
const PROOF = ["PASSWORD_CLAIM_SECRET_BLOCK", "PASSWORD_CLAIM_SIGNATURE", "TIMESTAMP"];

const ROWS: Readonly<Record<string, Row>> = {
  CUSTOM_CHALLENGE: {
    challenge: "CUSTOM_CHALLENGE",
    // This one fails the sign-in at the first wrong answer.
    functions: {
      DefineAuthChallenge: respond((event) => {
        const session = sessionOf(event);
        const last = Array.isArray(session) ? session.at(-1) : undefined;
        if (last === undefined) return { challengeName: "CUSTOM_CHALLENGE" };
        return last.challengeResult === true ? { issueTokens: true } : { failAuthentication: true };
      }),
    },
    pose: (given, person, ClientId) => begin(given, person, { ClientId, AuthFlow: "CUSTOM_AUTH" }),
    requires: ["ANSWER"],
    wrong: { "a wrong answer": { change: () => ({ ANSWER: "43" }), refusal: WRONG } },
    endsWhenWrong: true,
  },
  DEVICE_SRP_AUTH: {
    challenge: "DEVICE_SRP_AUTH",
    pool: REMEMBERS,
    arrange: givenDevices,
    pose: onDevice,
    requires: ["DEVICE_KEY", "SRP_A"],
    wrong: wrongSrpA,
    ofMallory: NO_DEVICE,
  },
  DEVICE_PASSWORD_VERIFIER: {
    challenge: "DEVICE_PASSWORD_VERIFIER",
    pool: REMEMBERS,
    arrange: givenDevices,
    pose: async (given, person, ClientId) => goOn(given, person, ClientId, await onDevice(given, person, ClientId)),
    requires: ["DEVICE_KEY", ...PROOF],
    wrong: {
      ...wrongProof,
      "another device": { change: (_, { people }) => ({ DEVICE_KEY: people.mallory.device?.key }), refusal: NO_DEVICE },
    },
    ofMallory: INVALID,
  },
  "EMAIL_OTP as a first factor": {
    challenge: "EMAIL_OTP",
    pool: allow("PASSWORD", "EMAIL_OTP"),
    pose: byChoice({ PREFERRED_CHALLENGE: "EMAIL_OTP" }),
    requires: ["EMAIL_OTP_CODE"],
    wrong: wrongCode("EMAIL_OTP_CODE"),
    ofMallory: WRONG_CODE,
  },
  "EMAIL_OTP as a second factor": {
    challenge: "EMAIL_OTP",
    arrange: enable("email"),
    pose: byPassword,
    requires: ["EMAIL_OTP_CODE"],
    wrong: wrongCode("EMAIL_OTP_CODE"),
    ofMallory: WRONG_CODE,
  },
  MFA_SETUP: {
    challenge: "MFA_SETUP",
    arrange: (given) => configureMfa(given, { MfaConfiguration: "ON", ...OFFER.app }),
    pose: setUpApp,
    requires: [],
    wrong: {
      "an address in a pool that sends no codes there": {
        change: () => ({ EMAIL: "mallory@example.com" }),
        refusal: ["InvalidParameterException", "Email MFA has not been enabled by the userPool"],
      },
    },
  },
  NEW_PASSWORD_REQUIRED: {
    challenge: "NEW_PASSWORD_REQUIRED",
    arrange: async ({ cognito, UserPoolId, people }) => {
      for (const { Username, Password } of Object.values(people)) {
        await cognito.send("AdminSetUserPassword", { UserPoolId, Username, Password });
      }
    },
    pose: byPassword,
    requires: ["NEW_PASSWORD"],
    wrong: {
      "a password that is too short": {
        change: () => ({ NEW_PASSWORD: "Short-1" }),
        refusal: ["InvalidPasswordException", "Password does not conform to policy: Password not long enough"],
      },
      "an address that she has": {
        change: () => ({ "userAttributes.email": "mallory@example.com" }),
        refusal: ["NotAuthorizedException", "Cannot modify an already provided email"],
      },
    },
  },
  PASSWORD: {
    challenge: "PASSWORD",
    pose: byChoice({ PREFERRED_CHALLENGE: "PASSWORD" }),
    requires: ["PASSWORD"],
    wrong: { "a wrong password": { change: () => ({ PASSWORD: "wrong" }), refusal: WRONG } },
    ofMallory: WRONG,
  },
  PASSWORD_SRP: {
    challenge: "PASSWORD_SRP",
    pose: byChoice({ PREFERRED_CHALLENGE: "PASSWORD_SRP" }),
    requires: ["SRP_A"],
    wrong: wrongSrpA,
  },
  "PASSWORD_VERIFIER of USER_SRP_AUTH": {
    challenge: "PASSWORD_VERIFIER",
    pose: (given, person, ClientId) => begin(given, person, { ClientId, AuthFlow: "USER_SRP_AUTH", withSrp: true }),
    requires: PROOF,
    wrong: wrongProof,
    ofMallory: OF_ANOTHER,
  },
  "PASSWORD_VERIFIER of USER_AUTH": {
    challenge: "PASSWORD_VERIFIER",
    pose: byChoice({ PREFERRED_CHALLENGE: "PASSWORD_SRP" }, true),
    requires: PROOF,
    wrong: wrongProof,
    ofMallory: INVALID,
  },
  "PASSWORD_VERIFIER of CUSTOM_AUTH": {
    challenge: "PASSWORD_VERIFIER",
    pose: (given, person, ClientId) =>
      begin(given, person, {
        ClientId,
        AuthFlow: "CUSTOM_AUTH",
        parameters: { CHALLENGE_NAME: "SRP_A" },
        withSrp: true,
      }),
    requires: PROOF,
    wrong: wrongProof,
    ofMallory: INVALID,
  },
  SELECT_CHALLENGE: {
    challenge: "SELECT_CHALLENGE",
    pool: allow("PASSWORD", "EMAIL_OTP"),
    pose: byChoice({}),
    requires: ["ANSWER", "PASSWORD"],
    wrong: {
      "a wrong password": { change: () => ({ PASSWORD: "wrong" }), refusal: WRONG },
      "a factor that the pool does not allow": notAvailable("SMS_OTP"),
      "a factor that she does not have": notAvailable("WEB_AUTHN"),
      "a second factor": notAvailable("SOFTWARE_TOKEN_MFA"),
    },
    ofMallory: WRONG,
  },
  SELECT_MFA_TYPE: {
    challenge: "SELECT_MFA_TYPE",
    arrange: enable("sms", "app"),
    pose: byPassword,
    requires: ["ANSWER"],
    wrong: {
      "a method that is not on": {
        change: () => ({ ANSWER: "EMAIL_OTP" }),
        refusal: ["InvalidParameterException", "Invalid MFA type selected."],
      },
      "no method": {
        change: () => ({ ANSWER: "toString" }),
        refusal: ["InvalidParameterException", "Invalid MFA type selected."],
      },
    },
  },
  SMS_MFA: {
    challenge: "SMS_MFA",
    arrange: enable("sms"),
    pose: byPassword,
    requires: ["SMS_MFA_CODE"],
    wrong: wrongCode("SMS_MFA_CODE"),
    ofMallory: WRONG_CODE,
  },
  SMS_OTP: {
    challenge: "SMS_OTP",
    pool: allow("PASSWORD", "SMS_OTP"),
    pose: byChoice({ PREFERRED_CHALLENGE: "SMS_OTP" }),
    requires: ["SMS_OTP_CODE"],
    wrong: wrongCode("SMS_OTP_CODE"),
    ofMallory: WRONG_CODE,
  },
  SOFTWARE_TOKEN_MFA: {
    challenge: "SOFTWARE_TOKEN_MFA",
    arrange: enable("app"),
    pose: byPassword,
    requires: ["SOFTWARE_TOKEN_MFA_CODE"],
    wrong: {
      ...wrongCode("SOFTWARE_TOKEN_MFA_CODE", ["CodeMismatchException", "Invalid code received for user"]),
      "a code that was used before": {
        change: (_, { cognito, people }) => ({
          SOFTWARE_TOKEN_MFA_CODE: codeOfApp(people.alice.appSecret ?? "", cognito.clock, -1),
        }),
        refusal: ["ExpiredCodeException", "Your software token has already been used once."],
      },
      "a code of the time before last": {
        change: (_, { cognito, people }) => ({
          SOFTWARE_TOKEN_MFA_CODE: codeOfApp(people.alice.appSecret ?? "", cognito.clock, -2),
        }),
        refusal: ["CodeMismatchException", "Invalid code received for user"],
      },
    },
    ofMallory: ["CodeMismatchException", "Invalid code received for user"],
  },
  WEB_AUTHN: {
    challenge: "WEB_AUTHN",
    pool: allow("PASSWORD", "WEB_AUTHN"),
    arrange: givenPasskeys,
    pose: byChoice({ PREFERRED_CHALLENGE: "WEB_AUTHN" }),
    requires: ["CREDENTIAL"],
    wrong: {
      "nothing that can be read": { change: () => ({ CREDENTIAL: "wrong" }), refusal: WRONG },
      "a signature that is none": {
        change: ({ CREDENTIAL = "{}" }) => ({
          CREDENTIAL: CREDENTIAL.replace(/"signature":"[^"]*"/, '"signature":"AAAA"'),
        }),
        refusal: WRONG,
      },
    },
    ofMallory: WRONG,
  },
};

const OPERATIONS: readonly SignInFlow["operation"][] = ["InitiateAuth", "AdminInitiateAuth"];

/** Alice at the challenge, and the ways to answer it. */
async function givenPosed(row: Row, operation: SignInFlow["operation"]) {
  const { pool = {}, functions = {} } = row;
  const given = await givenPeople({ pool, functions });
  await row.arrange?.(given);
  const { cognito, people } = given;
  const posedTo = async (name: Name) => {
    const { [name]: person } = people;
    const posed = await row.pose(given, person, given.ClientId);
    expect(posed.response.ChallengeName).toBe(row.challenge);
    const responses: Responses = { USERNAME: name, ...(await answerOf(given, person, posed)) };
    return { posed, responses };
  };
  const { posed, responses } = await posedTo("alice");
  const answer = (
    changes: Changes = {},
    {
      ChallengeName = row.challenge,
      Session = posed.response.Session,
      ClientId = given.ClientId,
    }: { ChallengeName?: ChallengeNameType; Session?: string | undefined; ClientId?: string } = {},
  ): Promise<InitiateAuthResponse> => {
    const values = Object.entries({ ...responses, ...changes });
    const ChallengeResponses = Object.fromEntries(
      values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    return answerAs({ ...given, ClientId }, operation, { ChallengeName, Session, ChallengeResponses });
  };
  /** Checks that an answer is refused with exactly this, and changes nothing. */
  const refuses = async (
    answering: () => Promise<InitiateAuthResponse>,
    [error, message]: Refusal,
    ends = false,
  ): Promise<void> => {
    const except = ends ? [authSessions] : [];
    const before = await everythingIn(cognito, ...except);
    await expect(answering()).rejects.toBeCognitoError(error, message);
    expect(await everythingIn(cognito, ...except)).toEqual(before);
  };
  return { ...given, posedTo, posed, responses, answer, refuses };
}

/** Every challenge; one of them is a name only. */
const NAMES: readonly ChallengeNameType[] = [
  ...new Set(Object.values(ROWS).map(({ challenge }) => challenge)),
  "ADMIN_NO_SRP_AUTH",
];

test("Every challenge has its rows", () => {
  expect(new Set(Object.values(ROWS).map(({ challenge }) => challenge))).toEqual(new Set(Object.keys(CHALLENGES)));
});

const CASES = Object.entries(ROWS).flatMap(([name, row]) =>
  OPERATIONS.map((operation) => ({
    name,
    row,
    operation,
    by: operation.replace("InitiateAuth", "RespondToAuthChallenge"),
  })),
);

describe.each(CASES)("$name, answered by $by,", ({ row, operation }) => {
  const inBlock = row.requires.includes("PASSWORD_CLAIM_SECRET_BLOCK");

  test("takes the right answer, and takes it once", async () => {
    const { answer, refuses } = await givenPosed(row, operation);
    expect(await answer()).toHaveProperty("ChallengeParameters");
    await refuses(answer, USED);
  });

  test("takes one of two right answers that come at once", async () => {
    const { answer } = await givenPosed(row, operation);
    const outcomes = await Promise.allSettled([answer(), answer()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test.each(Object.entries(row.wrong))("refuses %s, and changes nothing", async (_, { change, refusal }) => {
    const { answer, refuses, responses, ...given } = await givenPosed(row, operation);
    await refuses(() => answer(change(responses, given)), refusal, row.endsWhenWrong);
    if (row.endsWhenWrong) await refuses(answer, USED);
    else expect(await answer()).toHaveProperty("ChallengeParameters");
  });

  test.each([...row.requires, "USERNAME"])("asks for %s", async (name) => {
    const { answer, refuses } = await givenPosed(row, operation);
    await refuses(() => answer({ [name]: undefined }), missing(name));
    await refuses(() => answer({ [name]: "" }), missing(name));
    expect(await answer()).toHaveProperty("ChallengeParameters");
  });

  test("asks for its session, unless a block stands for it", async () => {
    const { answer, refuses, ClientId, responses, ...given } = await givenPosed(row, operation);
    const withoutSession = { ChallengeName: row.challenge, Session: undefined, ChallengeResponses: { ...responses } };
    const answerWithout = () => answerAs({ ...given, ClientId }, operation, withoutSession);
    if (!inBlock) await refuses(answerWithout, missing("Session"));
    expect(await (inBlock ? answerWithout : answer)()).toHaveProperty("ChallengeParameters");
  });

  test("refuses a session that nobody was given", async () => {
    const { answer, refuses, posed } = await givenPosed(row, operation);
    const { Session = "AYABe".padEnd(1_000, "A") } = posed.response;
    const forged = Session.slice(0, -1) + (Session.endsWith("A") ? "Q" : "A");
    await refuses(() => answer({}, { Session: forged }), INVALID);
  });

  test("refuses an answer that comes too late", async () => {
    const { cognito, answer, refuses } = await givenPosed(row, operation);
    cognito.clock.advance({ minutes: 3 });
    await refuses(answer, EXPIRED);
  });

  test("refuses another user's name, and another user's answer", async () => {
    const { answer, refuses, posedTo, posed } = await givenPosed(row, operation);
    await refuses(() => answer({ USERNAME: "mallory" }), OF_ANOTHER);
    await refuses(() => answer({ USERNAME: "nobody" }), OF_ANOTHER);
    const { responses } = await posedTo("mallory");
    // A whole answer of hers whose block is its session is no answer in alice's: she signs in with it.
    const isHerOwn = inBlock && posed.response.Session === undefined;
    if (!isHerOwn) await refuses(() => answer(responses), inBlock ? INVALID : OF_ANOTHER);
    if (row.ofMallory) await refuses(() => answer({ ...responses, USERNAME: "alice" }), row.ofMallory);
    expect(await answer()).toHaveProperty("ChallengeParameters");
  });

  test("refuses the answer of another client", async () => {
    const { answer, refuses, otherClientId } = await givenPosed(row, operation);
    await refuses(() => answer({}, { ClientId: otherClientId }), INVALID);
    expect(await answer()).toHaveProperty("ChallengeParameters");
  });

  test("refuses an answer in the name of any other challenge", async () => {
    const { answer, refuses, posed } = await givenPosed(row, operation);
    const { Session } = posed.response;
    if (Session === undefined) {
      await refuses(() => answer({}, { ChallengeName: "SMS_MFA" }), missing("Session"));
      return;
    }
    const PASSWORD_CLAIM_SECRET_BLOCK = Buffer.from(Session, "base64url").subarray(4).toString("base64");
    for (const ChallengeName of NAMES.filter((name) => name !== row.challenge)) {
      // Whoever was asked for a passkey may choose again.
      const choosesAgain = row.challenge === "WEB_AUTHN" && ChallengeName === "SELECT_CHALLENGE";
      await refuses(
        () => answer({ PASSWORD_CLAIM_SECRET_BLOCK }, { ChallengeName }),
        choosesAgain ? missing("ANSWER") : INVALID,
      );
    }
    expect(await answer()).toHaveProperty("ChallengeParameters");
  });

  test("refuses a user who was disabled, deleted, or given another password since", async () => {
    const { cognito, UserPoolId, answer, refuses } = await givenPosed(row, operation);
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await refuses(answer, ["NotAuthorizedException", "User is disabled."]);
    await cognito.send("AdminEnableUser", { UserPoolId, Username: "alice" });
    const Password = "Somebody-Elses-Choice-1";
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password, Permanent: true });
    await refuses(answer, INVALID);
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    await refuses(answer, ["UserNotFoundException", "User does not exist."]);
  });
});
