import { formatSrpTimestamp, proveSrpPassword, type SrpClientStart, startSrpClient } from "@cogmock/crypto";
import type { AuthFlowType, InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import { secureRandom } from "../ports/random.ts";
import { TEST_PASSWORD, type TestCognito } from "./start-cognito.ts";

/** The client's half of SRP, begun: `A` is what goes into `SRP_A`. */
export function startSrpHalf(): Promise<SrpClientStart> {
  return startSrpClient((length) => secureRandom.bytes(length));
}

/** What is proved, and how. */
interface SrpProving {
  readonly start: SrpClientStart;
  /** The name of the pool, or the group key of a device. */
  readonly poolName: string;
  /** A user's `USER_ID_FOR_SRP`, or the key of a device. */
  readonly userId: string;
  readonly password: string;
  /** `TIMESTAMP`, where it is not to be that of the clock. */
  readonly timestamp?: string | undefined;
}

/** The proof that answers a challenge, as clients send it, without the name. */
async function srpProof(
  { clock }: Pick<TestCognito, "clock">,
  { ChallengeParameters = {} }: InitiateAuthResponse,
  { start, timestamp = formatSrpTimestamp(clock.now()), ...claim }: SrpProving,
): Promise<Record<string, string>> {
  const { SALT: salt = "", SRP_B: B = "", SECRET_BLOCK: secretBlock = "" } = ChallengeParameters;
  return {
    PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
    PASSWORD_CLAIM_SIGNATURE: await proveSrpPassword({ ...claim, ...start, salt, B, secretBlock, timestamp }),
    TIMESTAMP: timestamp,
  };
}

/** Somebody who signs in with SRP. */
export interface SrpUser {
  /** Default: USER_SRP_AUTH. */
  readonly flow?: AuthFlowType;
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly Username: string;
  readonly Password?: string;
  /** More for `AuthParameters`. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly timestamp?: string;
}

/** A sign-in at PASSWORD_VERIFIER. */
export interface BegunSrp {
  readonly challenge: InitiateAuthResponse;
  /** `ChallengeResponses` that answer it. */
  readonly responses: Record<string, string>;
}

/** Begins a sign-in with SRP, and works out the answer to the challenge. */
export async function beginSrp(
  cognito: TestCognito,
  {
    flow = "USER_SRP_AUTH",
    UserPoolId,
    ClientId,
    Username,
    Password = TEST_PASSWORD,
    parameters = {},
    timestamp,
  }: SrpUser,
): Promise<BegunSrp> {
  const start = await startSrpHalf();
  const challenge = await cognito.send("InitiateAuth", {
    AuthFlow: flow,
    ClientId,
    AuthParameters: { USERNAME: Username, SRP_A: start.A, ...parameters },
  });
  const userId = challenge.ChallengeParameters?.["USER_ID_FOR_SRP"] ?? "";
  const poolName = UserPoolId.slice(UserPoolId.indexOf("_") + 1);
  const proof = await srpProof(cognito, challenge, { start, poolName, userId, password: Password, timestamp });
  return { challenge, responses: { USERNAME: userId, ...proof } };
}

/** Signs in with USER_SRP_AUTH as far as the answer to PASSWORD_VERIFIER leads. */
export async function signInWithSrp(cognito: TestCognito, user: SrpUser): Promise<InitiateAuthResponse> {
  const { challenge, responses } = await beginSrp(cognito, user);
  return cognito.send("RespondToAuthChallenge", {
    ClientId: user.ClientId,
    ChallengeName: "PASSWORD_VERIFIER",
    Session: challenge.Session,
    ChallengeResponses: responses,
  });
}
