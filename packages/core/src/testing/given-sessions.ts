import type { CreateUserPoolClientRequest, SessionDescriptionType } from "@cogmock/protocol/user-pools";
import type { Caller } from "../operation-context.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "./start-cognito.ts";

/** The tokens of a sign-in. */
export interface SessionTokens {
  readonly AccessToken: string;
  readonly RefreshToken: string;
}

/** A pool that tracks the sessions of its user alice. */
export interface TrackingPool {
  readonly cognito: TestCognito;
  readonly UserPoolId: string;
  readonly ClientId: string;
  /** Signs a user in, alice where none is named. */
  readonly signIn: (as?: {
    readonly Username?: string;
    readonly ClientId?: string;
    readonly caller?: Caller;
  }) => Promise<SessionTokens>;
  /** What AdminListUserSessions answers of a user, alice where none is named. */
  readonly sessions: (Username?: string) => Promise<readonly SessionDescriptionType[]>;
  /** Turns the tracking on with this limit; or off. */
  readonly track: (maxPerUser: number, tracking?: "ENABLED" | "DISABLED") => Promise<void>;
}

/** @param given.on where it is to be, of several replicas */
export async function givenTrackingPool({
  on,
  client = {},
  maxPerUser = 20,
}: {
  readonly on?: TestCognito;
  readonly client?: Partial<CreateUserPoolClientRequest>;
  readonly maxPerUser?: number;
} = {}): Promise<TrackingPool> {
  const cognito = on ?? (await startCognito());
  const { UserPoolId, ClientId: defaultClient } = await cognito.givenUserPoolClient(client);
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
  const track: TrackingPool["track"] = async (MaxPerUser, UserSessionTracking = "ENABLED") => {
    const TokenSession = { MaxPerUser };
    await cognito.send("SetUserPoolSessionConfiguration", { UserPoolId, UserSessionTracking, TokenSession });
  };
  await track(maxPerUser);
  return {
    cognito,
    UserPoolId,
    ClientId: defaultClient,
    track,
    async signIn({ Username = "alice", ClientId = defaultClient, caller } = {}) {
      const AuthParameters = { USERNAME: Username, PASSWORD: TEST_PASSWORD };
      const { AuthenticationResult } = await cognito.send(
        "InitiateAuth",
        { AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters },
        caller ? { caller } : {},
      );
      const { AccessToken = "", RefreshToken = "" } = AuthenticationResult ?? {};
      return { AccessToken, RefreshToken };
    },
    async sessions(Username = "alice") {
      const { Sessions = [] } = await cognito.send("AdminListUserSessions", { UserPoolId, Username });
      return Sessions;
    },
  };
}
