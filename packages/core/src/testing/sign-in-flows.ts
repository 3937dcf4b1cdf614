import { secretHash } from "@cogmock/crypto";
import { ServiceException } from "@cogmock/protocol/errors";
import type { AuthFlowType, ChallengeNameType, InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import { RIDDLE_ANSWER } from "./riddle.ts";
import { srpProof, startSrpHalf } from "./srp-client.ts";
import { TEST_PASSWORD, type TestCognito } from "./start-cognito.ts";

/**
 * What a sign-in is made with: each has its own parameters and its own way to go on. `choice` has no preference and
 * chooses a password when it is asked; `choiceCode` prefers a code by e-mail.
 */
export type SignInKind =
  | "password"
  | "srp"
  | "custom"
  | "customSrp"
  | "refresh"
  | "choice"
  | "choicePassword"
  | "choiceSrp"
  | "choiceCode";

/** A way to begin a sign-in. */
export interface SignInFlow {
  readonly operation: "InitiateAuth" | "AdminInitiateAuth";
  readonly AuthFlow: AuthFlowType;
  readonly kind: SignInKind;
}

function flowsOf(kind: SignInKind, app: readonly AuthFlowType[], server: readonly AuthFlowType[] = app): SignInFlow[] {
  return [
    ...app.map((AuthFlow) => ({ operation: "InitiateAuth", AuthFlow, kind }) as const),
    ...server.map((AuthFlow) => ({ operation: "AdminInitiateAuth", AuthFlow, kind }) as const),
  ];
}

/** Every way to begin a sign-in, of applications and of servers. */
export const SIGN_IN_FLOWS: readonly SignInFlow[] = [
  ...flowsOf("password", ["USER_PASSWORD_AUTH"], ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"]),
  ...flowsOf("srp", ["USER_SRP_AUTH"]),
  ...flowsOf("custom", ["CUSTOM_AUTH"]),
  ...flowsOf("customSrp", ["CUSTOM_AUTH"]),
  ...flowsOf("choice", ["USER_AUTH"]),
  ...flowsOf("choicePassword", ["USER_AUTH"]),
  ...flowsOf("choiceSrp", ["USER_AUTH"]),
  ...flowsOf("choiceCode", ["USER_AUTH"]),
  ...flowsOf("refresh", ["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"]),
];

/** The code that goes out as a first factor, where codes are fixed. */
const FIRST_FACTOR_CODE = "12345678";

/** Where somebody signs in. */
export interface SignInPlace {
  readonly cognito: TestCognito;
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly ClientSecret?: string | undefined;
}

/** Parameters by name; those that are `undefined` are left out. */
export type Changes = Readonly<Record<string, string | undefined>>;

/** What somebody signs in with. */
export interface SignInAttempt {
  readonly Username: string;
  readonly Password?: string;
  readonly RefreshToken?: string;
  /** Puts these in the place of what a client would send in `AuthParameters`; `null` leaves them out altogether. */
  readonly parameters?: Changes | null;
  /** The same for `ChallengeResponses`. */
  readonly responses?: Changes;
}

function present(values: Changes): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function hashFor({ ClientId, ClientSecret }: SignInPlace, username: string): Changes {
  if (ClientSecret === undefined) return {};
  return { SECRET_HASH: secretHash({ username, clientId: ClientId, clientSecret: ClientSecret }) };
}

/** A sign-in that has begun: where it stands, and the answers that its client is able to give. */
export interface BegunSignIn {
  readonly response: InitiateAuthResponse;
  /** `ChallengeResponses` for a challenge of this sign-in, where the client has the answer. */
  readonly answerTo: (posed: InitiateAuthResponse) => Promise<Record<string, string> | undefined>;
}

/** Begins a sign-in as a client does. */
export async function beginSignIn(
  place: SignInPlace,
  { operation, AuthFlow, kind }: SignInFlow,
  { Username, Password = TEST_PASSWORD, RefreshToken = "", parameters = {}, responses = {} }: SignInAttempt,
): Promise<BegunSignIn> {
  const { cognito, UserPoolId, ClientId } = place;
  const start = await startSrpHalf();
  const named = { USERNAME: Username, ...hashFor(place, Username) };
  const usual: Record<SignInKind, Changes> = {
    password: { ...named, PASSWORD: Password },
    srp: { ...named, SRP_A: start.A },
    custom: named,
    customSrp: { ...named, CHALLENGE_NAME: "SRP_A", SRP_A: start.A },
    choice: named,
    choicePassword: { ...named, PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: Password },
    choiceSrp: { ...named, PREFERRED_CHALLENGE: "PASSWORD_SRP", SRP_A: start.A },
    choiceCode: { ...named, PREFERRED_CHALLENGE: "EMAIL_OTP" },
    refresh: { REFRESH_TOKEN: RefreshToken, ...hashFor(place, Username) },
  };
  const AuthParameters = parameters === null ? undefined : present({ ...usual[kind], ...parameters });
  const response =
    operation === "InitiateAuth"
      ? await cognito.send(operation, { ClientId, AuthFlow, AuthParameters })
      : await cognito.send(operation, { UserPoolId, ClientId, AuthFlow, AuthParameters });
  return {
    response,
    async answerTo(posed) {
      const { ChallengeName, ChallengeParameters = {} } = posed;
      const USERNAME = ChallengeParameters["USERNAME"] ?? Username;
      const usualAnswers: Partial<Record<ChallengeNameType, () => Promise<Changes> | Changes>> = {
        CUSTOM_CHALLENGE: () => ({ ANSWER: RIDDLE_ANSWER }),
        PASSWORD: () => ({ PASSWORD: Password }),
        PASSWORD_SRP: () => ({ SRP_A: start.A }),
        PASSWORD_VERIFIER: () =>
          srpProof(cognito, posed, {
            start,
            poolName: UserPoolId.slice(UserPoolId.indexOf("_") + 1),
            userId: USERNAME,
            password: Password,
          }),
        ...(kind === "choice" && { SELECT_CHALLENGE: () => ({ ANSWER: "PASSWORD", PASSWORD: Password }) }),
        ...(kind === "choiceCode" && { EMAIL_OTP: () => ({ EMAIL_OTP_CODE: FIRST_FACTOR_CODE }) }),
      };
      const answer = ChallengeName && (await usualAnswers[ChallengeName]?.());
      return answer && present({ USERNAME, ...hashFor(place, USERNAME), ...answer, ...responses });
    },
  };
}

/** Answers a challenge by the operation that belongs to the one that a sign-in was begun with. */
export function answerAs(
  { cognito, UserPoolId, ClientId }: SignInPlace,
  operation: SignInFlow["operation"],
  answer: {
    readonly ChallengeName: ChallengeNameType;
    readonly Session: string | undefined;
    readonly ChallengeResponses: Record<string, string>;
  },
): Promise<InitiateAuthResponse> {
  return operation === "InitiateAuth"
    ? cognito.send("RespondToAuthChallenge", { ClientId, ...answer })
    : cognito.send("AdminRespondToAuthChallenge", { UserPoolId, ClientId, ...answer });
}

/**
 * How a sign-in ended: with `tokens`, at a challenge that the client has no answer to, or with an error, in the call that
 * began it or in the answer to a challenge.
 */
export type SignInOutcome =
  | "tokens"
  | ChallengeNameType
  | readonly [at: "begin" | ChallengeNameType, error: string, message: string];

/** Signs in, as far as it goes. */
export async function signInOutcome(
  place: SignInPlace,
  flow: SignInFlow,
  attempt: SignInAttempt,
): Promise<SignInOutcome> {
  let at: "begin" | ChallengeNameType = "begin";
  try {
    const { response, answerTo } = await beginSignIn(place, flow, attempt);
    let now = response;
    for (;;) {
      const { ChallengeName, Session } = now;
      if (ChallengeName === undefined) return "tokens";
      const ChallengeResponses = await answerTo(now);
      if (ChallengeResponses === undefined) return ChallengeName;
      at = ChallengeName;
      now = await answerAs(place, flow.operation, { ChallengeName, Session, ChallengeResponses });
    }
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return [at, error.name, error.message];
  }
}
