import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import type { TestCognito } from "./start-cognito.ts";

/** Somebody who has signed in, with what tests of their own attributes begin with. */
export interface Bearer {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly AccessToken: string;
  /** The attributes as AdminGetUser answers them, without `sub`. */
  attributes(): Promise<Readonly<Record<string, string | undefined>>>;
}

/** Attributes in AWS's form. */
export function attributeList(attributes: Readonly<Record<string, string>>): { Name: string; Value: string }[] {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}

/** The attributes of a user by name, as AdminGetUser answers them, without `sub`. */
async function attributesOf(
  cognito: TestCognito,
  UserPoolId: string,
  Username: string,
): Promise<Readonly<Record<string, string | undefined>>> {
  const { UserAttributes = [] } = await cognito.send("AdminGetUser", { UserPoolId, Username });
  const { sub: _, ...rest } = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
  return rest;
}

/** A confirmed user alice with these attributes, and her access token. */
export async function givenBearer(
  cognito: TestCognito,
  attributes: Readonly<Record<string, string>>,
  pool: Partial<CreateUserPoolRequest> = {},
  client: Partial<CreateUserPoolClientRequest> = {},
): Promise<Bearer> {
  const { UserPoolId } = await cognito.givenUserPool(pool);
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, ...client });
  await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes: attributeList(attributes) });
  const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
  return { UserPoolId, ClientId, AccessToken, attributes: () => attributesOf(cognito, UserPoolId, "alice") };
}
