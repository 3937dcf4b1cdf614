import type { Cognito } from "@cogmock/core";
import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";

/** A pool and a client of it. */
export interface MailPool {
  readonly UserPoolId: string;
  readonly ClientId: string;
}

/** What a pool needs that sends SMS. */
export const SMS_CONFIGURATION = {
  SnsCallerArn: "arn:aws:iam::000000000000:role/sms",
  ExternalId: "cogmock",
} satisfies CreateUserPoolRequest["SmsConfiguration"];

/** A pool that verifies e-mail addresses, or as asked. */
export async function givenMailPool(
  { userPools }: Cognito,
  settings: Partial<CreateUserPoolRequest> = {},
  region = "us-east-1",
): Promise<MailPool> {
  const { UserPool: { Id: UserPoolId = "" } = {} } = await userPools.send(
    "CreateUserPool",
    { PoolName: "people", AutoVerifiedAttributes: ["email"], ...settings },
    { region },
  );
  const { UserPoolClient: { ClientId = "" } = {} } = await userPools.send(
    "CreateUserPoolClient",
    { UserPoolId, ClientName: "app" },
    { region },
  );
  return { UserPoolId, ClientId };
}

/** What somebody sends who signs up. */
export function signUpRequest(
  { ClientId }: MailPool,
  Username = "alice",
  contact: Readonly<Record<string, string>> = {},
) {
  const attributes = { email: "alice@example.com", ...contact };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  return { ClientId, Username, Password: "Correct-Horse-9!", UserAttributes };
}
