import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type CreateUserPoolClientCommandInput,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { givenDatabase } from "@cogmock/postgres-server/vitest";
import { clientOf, present } from "../running/aws-client.ts";
import { startReplicas } from "../running/running-server.ts";

export const PASSWORD = "Correct-Horse-9!";

/** Three servers over one database, and what all tests of them need. */
export interface ThreeReplicas {
  readonly urls: readonly string[];
  readonly one: CognitoIdentityProviderClient;
  readonly two: CognitoIdentityProviderClient;
  readonly three: CognitoIdentityProviderClient;
  /** The same request so many times at once, dealt out among the three. */
  readonly atOnce: <T>(
    times: number,
    send: (aws: CognitoIdentityProviderClient, number: number) => Promise<T>,
  ) => Promise<T>[];
  readonly givenPool: (
    client?: Partial<CreateUserPoolClientCommandInput>,
  ) => Promise<{ readonly UserPoolId: string; readonly ClientId: string }>;
  readonly givenUser: (UserPoolId: string, Username: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts three servers, at the same time, over a database that is empty. */
export async function startThreeReplicas(): Promise<ThreeReplicas> {
  const replicas = await startReplicas(3, await givenDatabase());
  const urls = replicas.map(({ url }) => url);
  const [one, two, three] = urls.map((url) => clientOf(url));
  if (!one || !two || !three) throw new Error("there are fewer than three");
  const clients = [one, two, three];
  return {
    urls,
    one,
    two,
    three,
    atOnce: (times, send) =>
      Array.from({ length: times }, (_, number) => send(clients[number % clients.length] ?? one, number)),
    async givenPool(client) {
      const { UserPool } = await one.send(
        new CreateUserPoolCommand({ PoolName: "shared", AutoVerifiedAttributes: ["email"] }),
      );
      const UserPoolId = present(UserPool?.Id);
      const { UserPoolClient } = await two.send(
        new CreateUserPoolClientCommand({
          UserPoolId,
          ClientName: "app",
          ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
          ...client,
        }),
      );
      return { UserPoolId, ClientId: present(UserPoolClient?.ClientId) };
    },
    async givenUser(UserPoolId, Username) {
      await one.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: "SUPPRESS" }));
      const password = { Password: PASSWORD, Permanent: true };
      await two.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, ...password }));
    },
    async stop() {
      for (const client of clients) client.destroy();
      await Promise.all(replicas.map((replica) => replica.stop()));
      const defects = replicas.flatMap((replica) =>
        replica
          .output()
          .split("\n")
          .filter((line) => /defect|InternalError/.test(line)),
      );
      if (defects.length > 0) throw new Error(`a server logged a defect:\n${defects.join("\n")}`);
    },
  };
}

/** Signs in with the password that all users have. */
export async function signIn(
  aws: CognitoIdentityProviderClient,
  ClientId: string,
  Username: string,
): Promise<{ readonly accessToken: string; readonly refreshToken: string }> {
  const { AuthenticationResult } = await aws.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: Username, PASSWORD },
    }),
  );
  return {
    accessToken: present(AuthenticationResult?.AccessToken),
    refreshToken: present(AuthenticationResult?.RefreshToken),
  };
}
