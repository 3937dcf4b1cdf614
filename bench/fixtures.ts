import { type BenchRequest, call, textAt } from "./request.ts";

/** A pool with a client that signs in with passwords. */
export interface BenchPool {
  readonly UserPoolId: string;
  readonly ClientId: string;
}

/** Meets the password policy of a new pool. */
export const PASSWORD = "Correct-Horse-9!";

/** Makes a pool and its client. */
export async function createPool(url: string): Promise<BenchPool> {
  const UserPoolId = textAt(await call(url, "CreateUserPool", { PoolName: "bench" }), "UserPool", "Id");
  const client = await call(url, "CreateUserPoolClient", {
    UserPoolId,
    ClientName: "app",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  return { UserPoolId, ClientId: textAt(client, "UserPoolClient", "ClientId") };
}

/** The creation of the user of this number, who has no password. */
export function userCreation(UserPoolId: string, number: number): BenchRequest & { readonly input: object } {
  return {
    operation: "AdminCreateUser",
    input: {
      UserPoolId,
      Username: `user-${number}`,
      MessageAction: "SUPPRESS",
      UserAttributes: [
        { Name: "email", Value: `user-${number}@example.com` },
        { Name: "given_name", Value: `Given${number % 1000}` },
      ],
    },
  };
}

/** Makes a user with a password in a pool. */
export async function createUserWithPassword(url: string, UserPoolId: string, Username: string): Promise<void> {
  await call(url, "AdminCreateUser", { UserPoolId, Username, MessageAction: "SUPPRESS" });
  await call(url, "AdminSetUserPassword", { UserPoolId, Username, Password: PASSWORD, Permanent: true });
}

/** The sign-in of a user with their password. */
export function passwordSignIn(ClientId: string, USERNAME: string): Extract<BenchRequest, { readonly input: object }> {
  return {
    operation: "InitiateAuth",
    input: { ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME, PASSWORD } },
  };
}
