import type {
  AdminCreateUserRequest,
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  UserPoolOperations,
} from "@cogmock/protocol/user-pools";
import { generateSigningKey, type SigningKey } from "@cogmock/crypto";
import type { SendOptions } from "../cognito.ts";
import { type Cognito, type CognitoOptions, createCognito, type Message } from "../index.ts";
import type { Store } from "../store/store.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { type TestClock, createTestClock } from "./test-clock.ts";

const REGION = "us-east-1";
export const TEST_PASSWORD = "Correct-Horse-9!";

/** A few real keys for all tests of a process: making fresh ones for every pool would be most of a test's time. */
let keys: Promise<SigningKey[]> | undefined;
let nextKey = 0;
async function sharedKey(): Promise<SigningKey> {
  keys ??= Promise.all(Array.from({ length: 2 }, () => generateSigningKey()));
  const made = await keys;
  nextKey += 1;
  return made[nextKey % made.length] ?? generateSigningKey();
}

/** A Cognito of a test's own, and short ways to what tests begin with. */
export interface TestCognito extends Cognito {
  readonly store: Store;
  readonly clock: TestClock;
  send<Name extends keyof UserPoolOperations>(
    operation: Name,
    input: UserPoolOperations[Name]["input"],
    options?: SendOptions,
  ): Promise<UserPoolOperations[Name]["output"]>;
  /** A pool, with AWS's defaults but for what is asked. */
  givenUserPool(settings?: Partial<CreateUserPoolRequest>): Promise<{ readonly UserPoolId: string }>;
  /** A client that signs in with a password, and its pool where none is named. */
  givenUserPoolClient(
    settings?: Partial<CreateUserPoolClientRequest>,
  ): Promise<{ readonly UserPoolId: string; readonly ClientId: string; readonly ClientSecret: string | undefined }>;
  /** A confirmed user whose password is `TEST_PASSWORD`. */
  givenConfirmedUser(
    user: Pick<AdminCreateUserRequest, "UserPoolId" | "Username" | "UserAttributes">,
  ): Promise<{ readonly Username: string; readonly Password: string }>;
  /** The tokens of a fresh sign-in. */
  givenTokens(signIn: {
    readonly ClientId: string;
    readonly Username: string;
    readonly Password?: string;
  }): Promise<{ readonly AccessToken: string; readonly IdToken: string; readonly RefreshToken: string }>;
  /** The message that was sent last. */
  lastMessage(): Promise<Message>;
}

function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the answer has no ${what}`);
  return value;
}

/** A Cognito on a memory store, its clock standing at 2026-01-01T00:00:00Z. */
export async function startCognito(options: Partial<CognitoOptions> = {}): Promise<TestCognito> {
  const clock = createTestClock("2026-01-01T00:00:00Z");
  const store = options.store ?? createMemoryStore({ clock });
  const cognito = createCognito({
    store,
    clock,
    region: REGION,
    keyReserve: 0,
    generateSigningKey: sharedKey,
    ...options,
  });
  const send: TestCognito["send"] = (operation, input, sendOptions) =>
    cognito.userPools.send(operation, input, sendOptions);

  const givenUserPool: TestCognito["givenUserPool"] = async (settings = {}) => {
    const { UserPool } = await send("CreateUserPool", { PoolName: "people", ...settings });
    return { UserPoolId: present(UserPool?.Id, "UserPool.Id") };
  };

  return {
    ...cognito,
    clock,
    store,
    send,
    givenUserPool,
    async lastMessage() {
      return present((await cognito.listMessages()).at(-1), "message");
    },
    async givenUserPoolClient(settings = {}) {
      const UserPoolId = settings.UserPoolId ?? (await givenUserPool()).UserPoolId;
      const { UserPoolClient } = await send("CreateUserPoolClient", {
        ClientName: "app",
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        ...settings,
        UserPoolId,
      });
      return {
        UserPoolId,
        ClientId: present(UserPoolClient?.ClientId, "UserPoolClient.ClientId"),
        ClientSecret: UserPoolClient?.ClientSecret,
      };
    },
    async givenConfirmedUser({ UserPoolId, Username, UserAttributes }) {
      const { User } = await send("AdminCreateUser", {
        UserPoolId,
        Username,
        UserAttributes,
        MessageAction: "SUPPRESS",
      });
      await send("AdminSetUserPassword", { UserPoolId, Username, Password: TEST_PASSWORD, Permanent: true });
      return { Username: present(User?.Username, "User.Username"), Password: TEST_PASSWORD };
    },
    async givenTokens({ ClientId, Username, Password = TEST_PASSWORD }) {
      const { AuthenticationResult } = await send("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId,
        AuthParameters: { USERNAME: Username, PASSWORD: Password },
      });
      return {
        AccessToken: present(AuthenticationResult?.AccessToken, "AccessToken"),
        IdToken: present(AuthenticationResult?.IdToken, "IdToken"),
        RefreshToken: present(AuthenticationResult?.RefreshToken, "RefreshToken"),
      };
    },
  };
}
