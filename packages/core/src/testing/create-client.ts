import type { CreateUserPoolClientRequest, UserPoolClientType } from "@cogmock/protocol/user-pools";
import { startCognito } from "./start-cognito.ts";

/** Asks for a client with these settings, in a Cognito and a pool of its own, and answers what was answered. */
export async function createClient(
  settings: Partial<CreateUserPoolClientRequest>,
): Promise<UserPoolClientType | undefined> {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool();
  const { UserPoolClient } = await cognito.send("CreateUserPoolClient", { UserPoolId, ClientName: "app", ...settings });
  return UserPoolClient;
}
