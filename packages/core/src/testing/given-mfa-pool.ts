import type {
  ChallengeNameType,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  InitiateAuthResponse,
  SetUserPoolMfaConfigRequest,
} from "@cogmock/protocol/user-pools";
import { codeOfApp } from "./authenticator-app.ts";
import { attributeList } from "./given-bearer.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "./start-cognito.ts";

const ROLE = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };
const OWN_SENDER = {
  EmailSendingAccount: "DEVELOPER",
  SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/no-reply@example.com",
} as const;

/** What a pool can offer, as SetUserPoolMfaConfig takes it. */
export const OFFER = {
  sms: { SmsMfaConfiguration: { SmsConfiguration: ROLE } },
  app: { SoftwareTokenMfaConfiguration: { Enabled: true } },
  email: { EmailMfaConfiguration: {} },
} as const satisfies Record<string, Partial<SetUserPoolMfaConfigRequest>>;

type MfaConfig = Omit<SetUserPoolMfaConfigRequest, "UserPoolId">;

/** A pool with a confirmed user alice, whose sign-ins are before MFA is turned on, and after. */
export interface MfaPool {
  readonly cognito: TestCognito;
  readonly UserPoolId: string;
  readonly ClientId: string;
  /** Alice's, of a sign-in from before there was MFA. */
  readonly AccessToken: string;
  /** Sets the pool's MFA: from here on sign-in asks for it. */
  readonly configure: (config: MfaConfig) => Promise<void>;
  readonly signIn: (parameters?: Readonly<Record<string, string>>) => Promise<InitiateAuthResponse>;
  readonly answer: (
    ChallengeName: ChallengeNameType,
    Session: string | undefined,
    responses?: Readonly<Record<string, string>>,
  ) => Promise<InitiateAuthResponse>;
  /** Registers an authenticator app for alice by her access token, and answers its secret. Its present code is used up. */
  readonly registerApp: () => Promise<string>;
}

/** Nobody is asked for a second factor yet: see `MfaPool.configure`. */
export async function givenMfaPool({
  attributes = {},
  pool = {},
  client = {},
  config,
}: {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly config?: MfaConfig;
} = {}): Promise<MfaPool> {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool({ EmailConfiguration: OWN_SENDER, ...pool });
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ...client });
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes: attributeList(attributes) });
  const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });

  async function configure(settings: MfaConfig): Promise<void> {
    await cognito.send("SetUserPoolMfaConfig", { UserPoolId, ...settings });
  }
  if (config) await configure(config);

  return {
    cognito,
    UserPoolId,
    ClientId,
    AccessToken,
    configure,
    signIn: (parameters = {}) =>
      cognito.send("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD, ...parameters },
      }),
    answer: (ChallengeName, Session, responses = {}) =>
      cognito.send("RespondToAuthChallenge", {
        ClientId,
        ChallengeName,
        Session,
        ChallengeResponses: { USERNAME: "alice", ...responses },
      }),
    async registerApp() {
      const { SecretCode = "" } = await cognito.send("AssociateSoftwareToken", { AccessToken });
      const UserCode = codeOfApp(SecretCode, cognito.clock);
      await cognito.send("VerifySoftwareToken", { AccessToken, UserCode });
      return SecretCode;
    },
  };
}
