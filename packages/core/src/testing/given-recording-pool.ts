import type {
  AuthEventType,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  InitiateAuthResponse,
} from "@cogmock/protocol/user-pools";
import { startCognito, TEST_PASSWORD, type TestCognito } from "./start-cognito.ts";

/** A pool whose threat protection records what its user alice does. */
export interface RecordingPool {
  readonly cognito: TestCognito;
  readonly UserPoolId: string;
  readonly ClientId: string;
  /** Signs alice in with a password, the right one where none is given. */
  readonly signIn: (password?: string) => Promise<InitiateAuthResponse>;
  /** What AdminListUserAuthEvents answers of a user, alice where none is named. */
  readonly events: (Username?: string) => Promise<readonly AuthEventType[]>;
}

export async function givenRecordingPool({
  pool = {},
  client = {},
}: {
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
} = {}): Promise<RecordingPool> {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool({
    UserPoolTier: "PLUS",
    UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" },
    AutoVerifiedAttributes: ["email"],
    ...pool,
  });
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ...client });
  const UserAttributes = [
    { Name: "email", Value: "alice@example.com" },
    { Name: "email_verified", Value: "true" },
    { Name: "phone_number", Value: "+15551230100" },
  ];
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes });
  return {
    cognito,
    UserPoolId,
    ClientId,
    signIn: (password = TEST_PASSWORD) =>
      cognito.send("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: "alice", PASSWORD: password },
      }),
    async events(Username = "alice") {
      const { AuthEvents = [] } = await cognito.send("AdminListUserAuthEvents", { UserPoolId, Username });
      return AuthEvents;
    },
  };
}
