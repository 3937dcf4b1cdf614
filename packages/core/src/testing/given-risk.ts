import type {
  AuthEventType,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  InitiateAuthResponse,
  SetRiskConfigurationRequest,
  SetUserPoolMfaConfigRequest,
} from "@cogmock/protocol/user-pools";
import type { CognitoOptions, RiskRating } from "../index.ts";
import { attributeList } from "./given-bearer.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "./start-cognito.ts";

/** What every part of a risk configuration may say, as SetRiskConfiguration takes it. */
export type RiskSettingsInput = Omit<SetRiskConfigurationRequest, "UserPoolId">;

/** A pool with threat protection, and its user alice. */
export interface RiskPool {
  readonly cognito: TestCognito;
  readonly UserPoolId: string;
  readonly ClientId: string;
  /** Rates alice's sign-ins. */
  readonly rate: (rating: Omit<RiskRating, "userPoolId" | "username">) => Promise<void>;
  readonly configure: (settings: RiskSettingsInput) => Promise<void>;
  readonly signIn: (parameters?: Readonly<Record<string, string>>, ipAddress?: string) => Promise<InitiateAuthResponse>;
  readonly status: () => Promise<string | undefined>;
  /** Alice's, newest first. */
  readonly events: () => Promise<readonly AuthEventType[]>;
  /** The risk in the newest of them. */
  readonly lastRisk: () => Promise<AuthEventType["EventRisk"]>;
}

const OWN_SENDER = {
  EmailSendingAccount: "DEVELOPER",
  SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/no-reply@example.com",
} as const;

/** Where calls come from. */
const ALICES_ADDRESS = "192.0.2.7";

/** A pool that enforces its threat protection, where nothing else is asked. */
export async function givenRisk({
  mode = "ENFORCED",
  attributes = { email: "alice@example.com", email_verified: "true" },
  pool = {},
  client = {},
  mfa,
  settings,
  options = {},
}: {
  readonly mode?: "OFF" | "AUDIT" | "ENFORCED";
  readonly attributes?: Readonly<Record<string, string>>;
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly mfa?: Omit<SetUserPoolMfaConfigRequest, "UserPoolId">;
  readonly settings?: RiskSettingsInput;
  readonly options?: Partial<CognitoOptions>;
} = {}): Promise<RiskPool> {
  const cognito = await startCognito(options);
  const { UserPoolId } = await cognito.givenUserPool({
    UserPoolTier: "PLUS",
    UserPoolAddOns: { AdvancedSecurityMode: mode },
    EmailConfiguration: OWN_SENDER,
    AutoVerifiedAttributes: ["email"],
    ...pool,
  });
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ...client });
  if (mfa) await cognito.send("SetUserPoolMfaConfig", { UserPoolId, ...mfa });
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes: attributeList(attributes) });
  const configure = async (input: RiskSettingsInput): Promise<void> => {
    await cognito.send("SetRiskConfiguration", { UserPoolId, ...input });
  };
  if (settings) await configure(settings);
  const events = async (): Promise<readonly AuthEventType[]> =>
    (await cognito.send("AdminListUserAuthEvents", { UserPoolId, Username: "alice" })).AuthEvents ?? [];
  return {
    cognito,
    UserPoolId,
    ClientId,
    configure,
    events,
    async rate(rating) {
      await cognito.risks.rate({ userPoolId: UserPoolId, username: "alice", ...rating });
    },
    signIn: (parameters = {}, ipAddress = ALICES_ADDRESS) =>
      cognito.send(
        "InitiateAuth",
        {
          AuthFlow: "USER_PASSWORD_AUTH",
          ClientId,
          AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD, ...parameters },
        },
        { caller: { ipAddress, userAgent: "curl/8.5.0" } },
      ),
    status: async () => (await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" })).UserStatus,
    lastRisk: async () => (await events())[0]?.EventRisk,
  };
}
