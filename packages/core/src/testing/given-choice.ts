import type {
  AuthFactorType,
  ChallengeNameType,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  InitiateAuthRequest,
  InitiateAuthResponse,
  RespondToAuthChallengeRequest,
} from "@cogmock/protocol/user-pools";
import type { CognitoOptions } from "../index.ts";
import { attributeList } from "./given-bearer.ts";
import { OFFER } from "./given-mfa-pool.ts";
import { srpProof, startSrpHalf } from "./srp-client.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "./start-cognito.ts";

export const ALICES_EMAIL = "alice@example.com";
export const ALICES_PHONE = "+15551230100";

/** Everything that a pool can let its users begin with. */
const ALL_FACTORS: readonly AuthFactorType[] = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"];

/** The code of every first factor, where codes are fixed. */
export const RIGHT_CODE = "12345678";
export const WRONG_CODE = "87654321";

type Parameters = Readonly<Record<string, string>>;

/** A pool and a client that let their users choose, with a confirmed user alice. */
export interface ChoicePool {
  readonly cognito: TestCognito;
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly ClientSecret: string | undefined;
  /** Begins a sign-in of alice's with USER_AUTH. */
  readonly begin: (parameters?: Parameters, changes?: Partial<InitiateAuthRequest>) => Promise<InitiateAuthResponse>;
  /** Answers a challenge in alice's name. */
  readonly answer: (
    ChallengeName: ChallengeNameType,
    Session: string | undefined,
    responses?: Parameters,
    changes?: Partial<RespondToAuthChallengeRequest>,
  ) => Promise<InitiateAuthResponse>;
  /** Answers a challenge, or a choice, with the first step of SRP, and that with the proof of a password. */
  readonly proveBySrp: (
    ChallengeName: ChallengeNameType,
    Session: string | undefined,
    responses?: Parameters,
    password?: string,
  ) => Promise<InitiateAuthResponse>;
}

/** A pool in which alice has an e-mail address, a phone number and a password, and may begin with any. */
export async function givenChoice({
  factors = ALL_FACTORS,
  attributes = { email: ALICES_EMAIL, phone_number: ALICES_PHONE },
  pool = {},
  client = {},
  options = {},
}: {
  readonly factors?: readonly AuthFactorType[];
  readonly attributes?: Parameters;
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly options?: Partial<CognitoOptions>;
} = {}): Promise<ChoicePool> {
  const cognito = await startCognito(options);
  const { UserPoolId } = await cognito.givenUserPool({
    SmsConfiguration: OFFER.sms.SmsMfaConfiguration.SmsConfiguration,
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: factors } },
    ...pool,
  });
  const { ClientId, ClientSecret } = await cognito.givenUserPoolClient({
    UserPoolId,
    ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    ...client,
  });
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes: attributeList(attributes) });

  const begin: ChoicePool["begin"] = (parameters = {}, changes = {}) =>
    cognito.send("InitiateAuth", {
      AuthFlow: "USER_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "alice", ...parameters },
      ...changes,
    });
  const answer: ChoicePool["answer"] = (ChallengeName, Session, responses = {}, changes = {}) =>
    cognito.send("RespondToAuthChallenge", {
      ClientId,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: "alice", ...responses },
      ...changes,
    });
  return {
    cognito,
    UserPoolId,
    ClientId,
    ClientSecret,
    begin,
    answer,
    async proveBySrp(ChallengeName, Session, responses = {}, password = TEST_PASSWORD) {
      const start = await startSrpHalf();
      const challenge = await answer(ChallengeName, Session, { SRP_A: start.A, ...responses });
      const poolName = UserPoolId.slice(UserPoolId.indexOf("_") + 1);
      const userId = challenge.ChallengeParameters?.["USER_ID_FOR_SRP"] ?? "";
      const proof = await srpProof(cognito, challenge, { start, poolName, userId, password });
      return answer("PASSWORD_VERIFIER", challenge.Session, { USERNAME: userId, ...proof });
    },
  };
}
