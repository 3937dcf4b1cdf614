import { secretHash } from "@cogmock/crypto";
import type {
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  RespondToAuthChallengeRequest,
} from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { attributeList } from "../../testing/given-bearer.ts";
import { givenTriggers, passOn } from "../../testing/given-triggers.ts";
import { putUserState } from "../../testing/put-user-state.ts";
import { beginSrp, type BegunSrp, signInWithSrp, type SrpUser, startSrpHalf } from "../../testing/srp-client.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";

const FLOWS: CreateUserPoolClientRequest["ExplicitAuthFlows"] = [
  "ALLOW_USER_SRP_AUTH",
  "ALLOW_USER_PASSWORD_AUTH",
  "ALLOW_REFRESH_TOKEN_AUTH",
];

const N =
  "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";

const WRONG = ["NotAuthorizedException", "Incorrect username or password."] as const;
const INVALID = ["NotAuthorizedException", "Invalid session for the user."] as const;

/** A confirmed user alice, and a client that signs in with SRP. */
async function givenAlice(
  client: Partial<CreateUserPoolClientRequest> = {},
  pool: Partial<CreateUserPoolRequest> = {},
  name = "alice",
) {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool(pool);
  const { ClientId, ClientSecret } = await cognito.givenUserPoolClient({
    UserPoolId,
    ExplicitAuthFlows: FLOWS,
    ...client,
  });
  const { Username } = await cognito.givenConfirmedUser({ UserPoolId, Username: name });
  const alice: SrpUser = { UserPoolId, ClientId, Username: name };
  const answer = (
    { challenge, responses }: BegunSrp,
    changed: Record<string, string> = {},
    request: Partial<RespondToAuthChallengeRequest> = {},
  ) =>
    cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName: "PASSWORD_VERIFIER",
      Session: challenge.Session,
      ChallengeResponses: { ...responses, ...changed },
      ...request,
    });
  const begin = (user: Partial<SrpUser> = {}) => beginSrp(cognito, { ...alice, ...user });
  const signIn = (user: Partial<SrpUser> = {}) => signInWithSrp(cognito, { ...alice, ...user });
  return { cognito, UserPoolId, ClientId, ClientSecret, Username, alice, begin, signIn, answer };
}

function without(responses: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(responses).filter(([key]) => key !== name));
}

describe("USER_SRP_AUTH", () => {
  test("poses PASSWORD_VERIFIER, whose secret block stands for the session", async () => {
    const { begin } = await givenAlice();
    const { challenge } = await begin();
    expect(challenge).toEqual({
      ChallengeName: "PASSWORD_VERIFIER",
      ChallengeParameters: {
        SALT: expect.stringMatching(/^[1-9a-f][0-9a-f]{0,31}$/),
        SRP_B: expect.stringMatching(/^[1-9a-f][0-9a-f]{700,767}$/),
        SECRET_BLOCK: expect.stringMatching(/^[A-Za-z0-9+/]{1000,2000}=$/),
        USERNAME: "alice",
        USER_ID_FOR_SRP: "alice",
      },
    });
  });

  test("hands out tokens for the right password, without a Session in the answer", async () => {
    const { cognito, begin, answer } = await givenAlice();
    const { AuthenticationResult, ...rest } = await answer(await begin(), {}, { Session: undefined });
    expect(rest).toEqual({ ChallengeParameters: {} });
    expect(AuthenticationResult).toMatchObject({
      TokenType: "Bearer",
      ExpiresIn: 3600,
      IdToken: expect.any(String),
      RefreshToken: expect.any(String),
    });
    const { AccessToken = "" } = AuthenticationResult ?? {};
    expect(await cognito.send("GetUser", { AccessToken })).toMatchObject({ Username: "alice" });
  });

  test("takes the Session that the block stands for, and no other", async () => {
    const { begin, answer } = await givenAlice();
    const [begun, other] = [await begin(), await begin()];
    const sessionOf = ({ challenge }: BegunSrp) =>
      Buffer.concat([
        Uint8Array.of(0x01, 0x80, 0x01, 0x78),
        Buffer.from(challenge.ChallengeParameters?.["SECRET_BLOCK"] ?? "", "base64"),
      ]).toString("base64url");
    await expect(answer(begun, {}, { Session: sessionOf(other) })).rejects.toBeCognitoError(...INVALID);
    expect(await answer(begun, {}, { Session: sessionOf(begun) })).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("is begun and finished by the operations of administrators, too", async () => {
    const { cognito, UserPoolId, ClientId, begin } = await givenAlice();
    const { A } = await startSrpHalf();
    const request = { UserPoolId, ClientId } as const;
    expect(
      await cognito.send("AdminInitiateAuth", {
        ...request,
        AuthFlow: "USER_SRP_AUTH",
        AuthParameters: { USERNAME: "alice", SRP_A: A },
      }),
    ).toEqual({
      ChallengeName: "PASSWORD_VERIFIER",
      ChallengeParameters: expect.objectContaining({ USER_ID_FOR_SRP: "alice" }),
    });
    const { responses } = await begin();
    expect(
      await cognito.send("AdminRespondToAuthChallenge", {
        ...request,
        ChallengeName: "PASSWORD_VERIFIER",
        ChallengeResponses: responses,
      }),
    ).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("finds a user by alias, and goes on in their real username", async () => {
    const { cognito, begin, answer, UserPoolId } = await givenAlice({}, { AliasAttributes: ["email"] });
    const UserAttributes = attributeList({ email: "bob@example.com", email_verified: "true" });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob", UserAttributes });
    const begun = await begin({ Username: "bob@example.com" });
    expect(begun.challenge.ChallengeParameters).toMatchObject({ USERNAME: "bob", USER_ID_FOR_SRP: "bob" });
    expect(await answer(begun)).toHaveProperty("AuthenticationResult.AccessToken");
    const again = await begin({ Username: "bob@example.com" });
    expect(await answer(again, { USERNAME: "bob@example.com" })).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test.each([
    ["email", "alice@example.com"],
    ["phone_number", "+15555550100"],
  ] as const)("goes by the sub where %s is the username", async (attribute, name) => {
    const { Username, begin, answer } = await givenAlice({}, { UsernameAttributes: [attribute] }, name);
    expect(Username).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const begun = await begin();
    expect(begun.challenge.ChallengeParameters).toMatchObject({ USERNAME: Username, USER_ID_FOR_SRP: Username });
    expect(await answer(begun)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("does not know a user by the sub where usernames are not subs", async () => {
    const { cognito, UserPoolId, begin } = await givenAlice();
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    await expect(begin({ Username: UserAttributes?.[0]?.Value ?? "" })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
  });

  test.each(["USERNAME", "SRP_A"])("asks for %s", async (name) => {
    const { cognito, ClientId } = await givenAlice();
    const complete: Record<string, string> = { USERNAME: "alice", SRP_A: (await startSrpHalf()).A };
    for (const AuthParameters of [without(complete, name), { ...complete, [name]: "" }]) {
      await expect(
        cognito.send("InitiateAuth", { AuthFlow: "USER_SRP_AUTH", ClientId, AuthParameters }),
      ).rejects.toBeCognitoError("InvalidParameterException", `Missing required parameter ${name}`);
    }
  });

  test.each([
    ["zero", "0"],
    ["N", N],
    ["N with zeros before it", `00${N.toLowerCase()}`],
    ["no number", "not hexadecimal"],
    ["longer than N", `1${N}`],
  ])("refuses an SRP_A that is %s, before it looks for the user", async (_, SRP_A) => {
    const { begin } = await givenAlice();
    for (const Username of ["alice", "nobody"]) {
      await expect(begin({ Username, parameters: { SRP_A } })).rejects.toBeCognitoError(
        "InvalidParameterException",
        "SRP_A is not valid.",
      );
    }
  });

  test("tells an unconfirmed and a disabled user so before any proof, whoever asks", async () => {
    for (const PreventUserExistenceErrors of ["LEGACY", "ENABLED"] as const) {
      const { cognito, UserPoolId, ClientId, begin } = await givenAlice({ PreventUserExistenceErrors });
      await cognito.send("SignUp", { ClientId, Username: "bob", Password: TEST_PASSWORD });
      await expect(begin({ Username: "bob" })).rejects.toBeCognitoError(
        "UserNotConfirmedException",
        "User is not confirmed.",
      );
      await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
      await expect(begin()).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
    }
  });

  test("asks clients with a secret for its hash, at the beginning and in the answer", async () => {
    const { ClientId, ClientSecret = "", begin, answer } = await givenAlice({ GenerateSecret: true });
    const SECRET_HASH = secretHash({ username: "alice", clientId: ClientId, clientSecret: ClientSecret });
    const missing = `Client ${ClientId} is configured with secret but SECRET_HASH was not received`;
    const wrong = `Unable to verify secret hash for client ${ClientId}`;
    await expect(begin()).rejects.toBeCognitoError("NotAuthorizedException", missing);
    await expect(begin({ parameters: { SECRET_HASH: "x" } })).rejects.toBeCognitoError("NotAuthorizedException", wrong);
    const begun = await begin({ parameters: { SECRET_HASH } });
    await expect(answer(begun)).rejects.toBeCognitoError("NotAuthorizedException", missing);
    await expect(answer(begun, { SECRET_HASH: "x" })).rejects.toBeCognitoError("NotAuthorizedException", wrong);
    expect(await answer(begun, { SECRET_HASH })).toHaveProperty("AuthenticationResult.AccessToken");
  });
});

describe("The triggers of USER_SRP_AUTH", () => {
  test("are asked before the challenge and before tokens, about strangers too where they are hidden", async () => {
    const client = { ExplicitAuthFlows: FLOWS, PreventUserExistenceErrors: "ENABLED" } as const;
    const functions = { PreAuthentication: passOn, PostAuthentication: passOn, PreTokenGeneration: passOn };
    const { cognito, UserPoolId, ClientId, calls, sources } = await givenTriggers(functions, { client });
    const user: SrpUser = { UserPoolId, ClientId, Username: "alice" };
    await beginSrp(cognito, user);
    expect(sources()).toEqual(["PreAuthentication_Authentication"]);
    await signInWithSrp(cognito, user);
    expect(sources().slice(1)).toEqual([
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_Authentication",
    ]);
    await expect(signInWithSrp(cognito, { ...user, Username: "nobody" })).rejects.toBeCognitoError(...WRONG);
    expect(calls).toHaveLength(5);
    expect(calls.at(-1)?.event).toMatchObject({ userName: "nobody", request: { userNotFound: true } });
  });

  test("are not asked about a user who may not sign in, nor where SRP_A is missing", async () => {
    const { cognito, UserPoolId, ClientId, calls } = await givenTriggers(
      { PreAuthentication: passOn },
      { client: { ExplicitAuthFlows: FLOWS } },
    );
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    const user: SrpUser = { UserPoolId, ClientId, Username: "alice" };
    await expect(beginSrp(cognito, user)).rejects.toThrow("User is disabled.");
    await expect(beginSrp(cognito, { ...user, parameters: { SRP_A: "" } })).rejects.toThrow("Missing required");
    expect(calls).toEqual([]);
  });

  test("keep a user out who fails them", async () => {
    const PreAuthentication = async () => {
      throw new Error("Not today.");
    };
    const { cognito, UserPoolId, ClientId } = await givenTriggers(
      { PreAuthentication },
      { client: { ExplicitAuthFlows: FLOWS } },
    );
    await expect(beginSrp(cognito, { UserPoolId, ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      "PreAuthentication failed with error Not today..",
    );
  });
});

describe("PASSWORD_VERIFIER", () => {
  test("refuses a wrong password, and takes the right one after it", async () => {
    const { begin, answer, signIn } = await givenAlice();
    await expect(signIn({ Password: "Wrong-Horse-9!" })).rejects.toBeCognitoError(...WRONG);
    const begun = await begin();
    await expect(
      answer(begun, { PASSWORD_CLAIM_SIGNATURE: Buffer.alloc(32).toString("base64") }),
    ).rejects.toBeCognitoError(...WRONG);
    await expect(answer(begun, { PASSWORD_CLAIM_SIGNATURE: "not base64" })).rejects.toBeCognitoError(...WRONG);
    expect(await answer(begun)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("refuses a proof that is used again", async () => {
    const { begin, answer } = await givenAlice();
    const begun = await begin();
    await answer(begun);
    await expect(answer(begun)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("lets one of two answers with the same proof win", async () => {
    const { begin, answer } = await givenAlice();
    const begun = await begin();
    const answers = await Promise.allSettled([answer(begun), answer(begun)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("refuses the proof of another sign-in, and signs nobody in with it", async () => {
    const { begin, answer } = await givenAlice();
    const [begun, other] = [await begin(), await begin()];
    const { PASSWORD_CLAIM_SIGNATURE = "" } = other.responses;
    await expect(answer(begun, { PASSWORD_CLAIM_SIGNATURE })).rejects.toBeCognitoError(...WRONG);
  });

  test("refuses another user's proof and another user's name", async () => {
    const { cognito, UserPoolId, begin, answer } = await givenAlice();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const [alice, bob] = [await begin(), await begin({ Username: "bob" })];
    const stranger = ["NotAuthorizedException", "Invalid session provided for the user."] as const;
    await expect(answer(bob, { USERNAME: "alice" })).rejects.toBeCognitoError(...stranger);
    await expect(answer(alice, { ...bob.responses, USERNAME: "alice" })).rejects.toBeCognitoError(...stranger);
  });

  test("refuses the answer of another client", async () => {
    const { cognito, UserPoolId, begin, answer } = await givenAlice();
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ExplicitAuthFlows: FLOWS });
    const begun = await begin();
    await expect(answer(begun, {}, { ClientId })).rejects.toBeCognitoError(...INVALID);
    expect(await answer(begun)).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("refuses a proof when the session has expired", async () => {
    const { cognito, begin, answer } = await givenAlice();
    const timestamp = "Thu Jan 1 00:03:00 UTC 2026";
    const [inTime, tooLate] = [await begin({ timestamp }), await begin({ timestamp })];
    cognito.clock.advance({ minutes: 3, milliseconds: -1 });
    expect(await answer(inTime)).toHaveProperty("AuthenticationResult.AccessToken");
    cognito.clock.advance({ milliseconds: 1 });
    await expect(answer(tooLate)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });

  test.each(["USERNAME", "PASSWORD_CLAIM_SECRET_BLOCK", "PASSWORD_CLAIM_SIGNATURE", "TIMESTAMP"])(
    "asks for %s",
    async (name) => {
      const { begin, answer } = await givenAlice();
      const begun = await begin();
      for (const ChallengeResponses of [without(begun.responses, name), { ...begun.responses, [name]: "" }]) {
        await expect(answer(begun, {}, { ChallengeResponses })).rejects.toBeCognitoError(
          "InvalidParameterException",
          `Missing required parameter ${name}`,
        );
      }
    },
  );

  test("refuses a secret block that does not come back as it was sent", async () => {
    const { begin, answer } = await givenAlice();
    const begun = await begin();
    const block = begun.responses["PASSWORD_CLAIM_SECRET_BLOCK"] ?? "";
    for (const PASSWORD_CLAIM_SECRET_BLOCK of [`${block} `, block.slice(0, -1), block.slice(4), "AAAA", "*"]) {
      await expect(answer(begun, { PASSWORD_CLAIM_SECRET_BLOCK })).rejects.toBeCognitoError(...INVALID);
    }
  });

  test.each(["2026-01-01T00:00:00Z", "Thu Jan 1 00:00:00 +05:30 2026", "Thu Jan 1 00:00:00 IST 2026"])(
    "says what is wrong with the time %s",
    async (timestamp) => {
      const { signIn } = await givenAlice();
      await expect(signIn({ timestamp })).rejects.toBeCognitoError(
        "InvalidParameterException",
        "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.",
      );
    },
  );

  test.each([
    ["with a zero before the day", "Thu Jan 01 00:00:00 UTC 2026"],
    ["of the wrong weekday", "Fri Jan 1 00:00:00 UTC 2026"],
    ["longer ago than a session lives", "Wed Dec 31 23:56:59 UTC 2025"],
    ["further ahead than a session lives", "Thu Jan 1 00:03:01 UTC 2026"],
  ])("takes a time %s for a wrong proof", async (_, timestamp) => {
    const { signIn } = await givenAlice();
    await expect(signIn({ timestamp })).rejects.toBeCognitoError(...WRONG);
  });

  test.each(["Wed Dec 31 23:57:00 UTC 2025", "Thu Jan 1 00:03:00 UTC 2026"])(
    "takes the time %s, within the life of a session",
    async (timestamp) => {
      const { signIn } = await givenAlice();
      expect(await signIn({ timestamp })).toHaveProperty("AuthenticationResult.AccessToken");
    },
  );

  test("takes clocks that differ by more where sessions live longer", async () => {
    const { signIn } = await givenAlice({ AuthSessionValidity: 15 });
    const timestamp = "Thu Jan 1 00:15:00 UTC 2026";
    expect(await signIn({ timestamp })).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("goes on to NEW_PASSWORD_REQUIRED with a temporary password, until that is out of date", async () => {
    const { cognito, UserPoolId, begin, answer, ClientId, signIn } = await givenAlice();
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: TEST_PASSWORD });
    await expect(signIn({ Password: "Wrong-Horse-9!" })).rejects.toBeCognitoError(...WRONG);
    const challenge = await signIn();
    expect(challenge).toMatchObject({ ChallengeName: "NEW_PASSWORD_REQUIRED", Session: expect.any(String) });
    cognito.clock.advance({ days: 7, milliseconds: -1 });
    const begun = await begin({ timestamp: "Thu Jan 8 00:00:00 UTC 2026" });
    cognito.clock.advance({ milliseconds: 1 });
    await expect(answer(begun)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Temporary password has expired and must be reset by an administrator.",
    );
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: TEST_PASSWORD });
    const { Session } = await signIn();
    const ChallengeResponses = { USERNAME: "alice", NEW_PASSWORD: "Brand-New-Horse-2!" };
    const request = { ClientId, ChallengeName: "NEW_PASSWORD_REQUIRED", Session, ChallengeResponses } as const;
    expect(await cognito.send("RespondToAuthChallenge", request)).toHaveProperty("AuthenticationResult.AccessToken");
    expect(await signIn({ Password: "Brand-New-Horse-2!" })).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("asks a user for a new password only where the old one was right", async () => {
    const { cognito, UserPoolId, signIn } = await givenAlice();
    await putUserState(cognito, { UserPoolId, Username: "alice" }, { status: "RESET_REQUIRED" });
    await expect(signIn()).rejects.toBeCognitoError(
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );
    await expect(signIn({ Password: "Wrong-Horse-9!" })).rejects.toBeCognitoError(...WRONG);
  });

  test("asks an imported user, who has no password, for a new one, unless that would tell that they exist", async () => {
    const { cognito, UserPoolId, signIn } = await givenAlice();
    const alice = { UserPoolId, Username: "alice" };
    await putUserState(cognito, alice, { status: "RESET_REQUIRED", password: undefined });
    await expect(signIn()).rejects.toBeCognitoError(
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );
    const hiding = await cognito.givenUserPoolClient({
      UserPoolId,
      ExplicitAuthFlows: FLOWS,
      PreventUserExistenceErrors: "ENABLED",
    });
    await expect(signIn({ ClientId: hiding.ClientId })).rejects.toBeCognitoError(...WRONG);
  });

  test("is posed to users who have no password, and met by none", async () => {
    const { cognito, UserPoolId, begin, answer } = await givenAlice();
    await putUserState(cognito, { UserPoolId, Username: "alice" }, { password: undefined });
    const [begun, again] = [await begin(), await begin()];
    expect(begun.challenge.ChallengeParameters).toMatchObject({ USER_ID_FOR_SRP: "alice" });
    expect(again.challenge.ChallengeParameters?.["SALT"]).toBe(begun.challenge.ChallengeParameters?.["SALT"]);
    await expect(answer(begun)).rejects.toBeCognitoError(...WRONG);
  });

  test("ends where the password has changed since, whichever of the two is proved", async () => {
    const { cognito, UserPoolId, begin, answer } = await givenAlice();
    const [old, changed] = [await begin(), await begin({ Password: "Brand-New-Horse-2!" })];
    await cognito.send("AdminSetUserPassword", {
      UserPoolId,
      Username: "alice",
      Password: "Brand-New-Horse-2!",
      Permanent: true,
    });
    for (const begun of [old, changed]) await expect(answer(begun)).rejects.toBeCognitoError(...INVALID);
  });

  test("refuses a user who has been disabled or deleted since", async () => {
    const { cognito, UserPoolId, begin, answer } = await givenAlice();
    const begun = await begin();
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
    await expect(answer(begun)).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "alice" });
    await expect(answer(begun)).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });
});

describe("USER_SRP_AUTH in a name that nobody has", () => {
  const hiding = { PreventUserExistenceErrors: "ENABLED" } as const;
  const parametersOf = ({ challenge }: BegunSrp) => challenge.ChallengeParameters ?? {};

  test("fails at once where the client does not hide who exists", async () => {
    const { begin } = await givenAlice();
    await expect(begin({ Username: "nobody" })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
  });

  test("gets a challenge like everybody's, which no password meets", async () => {
    const { begin, answer } = await givenAlice(hiding);
    const begun = await begin({ Username: "nobody" });
    expect(begun.challenge).toEqual({
      ChallengeName: "PASSWORD_VERIFIER",
      ChallengeParameters: {
        SALT: expect.stringMatching(/^[1-9a-f][0-9a-f]{0,31}$/),
        SRP_B: expect.stringMatching(/^[1-9a-f][0-9a-f]{700,767}$/),
        SECRET_BLOCK: expect.stringMatching(/^[A-Za-z0-9+/]{1000,2000}=$/),
        USERNAME: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        USER_ID_FOR_SRP: parametersOf(begun)["USERNAME"],
      },
    });
    await expect(answer(begun)).rejects.toBeCognitoError(...WRONG);
    await expect(answer(begun, { USERNAME: "nobody" })).rejects.toBeCognitoError(...WRONG);
  });

  test("gets the same salt and user id each time, others for another name or pool, and a fresh SRP_B", async () => {
    const { cognito, begin } = await givenAlice(hiding, { UsernameConfiguration: { CaseSensitive: false } });
    const first = parametersOf(await begin({ Username: "nobody" }));
    const second = parametersOf(await begin({ Username: "Nobody" }));
    const { SALT, USER_ID_FOR_SRP } = first;
    expect(second).toMatchObject({ SALT, USER_ID_FOR_SRP });
    expect(second["SRP_B"]).not.toBe(first["SRP_B"]);
    expect(second["SECRET_BLOCK"]).not.toBe(first["SECRET_BLOCK"]);
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient({ ExplicitAuthFlows: FLOWS, ...hiding });
    for (const other of [{ Username: "no-one" }, { UserPoolId, ClientId, Username: "nobody" }]) {
      const parameters = parametersOf(await begin(other));
      expect(parameters["SALT"]).not.toBe(SALT);
      expect(parameters["USER_ID_FOR_SRP"]).not.toBe(USER_ID_FOR_SRP);
    }
  });

  test("refuses every faulty answer as it refuses a user's", async () => {
    const { cognito, begin, answer } = await givenAlice(hiding);
    const refusals = async (Username: string) => {
      const begun = await begin({ Username, Password: "Wrong-Horse-9!" });
      const faulty: Record<string, string>[] = [
        {},
        { PASSWORD_CLAIM_SIGNATURE: "" },
        { PASSWORD_CLAIM_SIGNATURE: "x" },
        { TIMESTAMP: "" },
        { TIMESTAMP: "now" },
        { TIMESTAMP: "Thu Jan 1 01:00:00 UTC 2026" },
        { PASSWORD_CLAIM_SECRET_BLOCK: "" },
        { PASSWORD_CLAIM_SECRET_BLOCK: "AAAA" },
        { USERNAME: "" },
        { USERNAME: "somebody-else" },
        { SECRET_HASH: "x" },
      ];
      return Promise.all(faulty.map((changed) => answer(begun, changed).catch((error: unknown) => String(error))));
    };
    const ofAlice = await refusals("alice");
    expect(await refusals("nobody")).toEqual(ofAlice);
    expect(new Set(ofAlice).size).toBeGreaterThan(5);
    const begun = await begin({ Username: "nobody" });
    cognito.clock.advance({ minutes: 3 });
    await expect(answer(begun)).rejects.toThrow("session is expired");
  });

  test("fails even where somebody has signed up in that name since", async () => {
    const { cognito, UserPoolId, begin, answer } = await givenAlice(hiding);
    const begun = await begin({ Username: "bob" });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(answer(begun)).rejects.toBeCognitoError(...WRONG);
  });
});
