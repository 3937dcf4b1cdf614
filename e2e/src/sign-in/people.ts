import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  SetUserPoolMfaConfigCommand,
  type SetUserPoolMfaConfigCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientOf, present } from "../running/aws-client.ts";

export const PASSWORD = "Correct-Horse-9!";
export const NEW_PASSWORD = "Better-Horse-10!";

/** What SetUserPoolMfaConfig takes to offer a factor; by e-mail only where the pool has a sender of its own. */
export const OFFER = {
  sms: {
    SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" } },
  },
  app: { SoftwareTokenMfaConfiguration: { Enabled: true } },
  email: { EmailMfaConfiguration: {} },
  ownSender: {
    EmailSendingAccount: "DEVELOPER",
    SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/no-reply@example.com",
  },
} as const;

/** How a pool and its only client are set up, beyond what all have. */
export interface PoolSettings {
  readonly pool?: Partial<CreateUserPoolCommandInput>;
  readonly mfa?: Omit<SetUserPoolMfaConfigCommandInput, "UserPoolId">;
  readonly client?: Partial<CreateUserPoolClientCommandInput>;
}

/** A user pool for people to sign in to. */
export interface People {
  readonly aws: CognitoIdentityProviderClient;
  readonly UserPoolId: string;
  readonly ClientId: string;
  /** A new user with PASSWORD for a password, who has not signed in yet. @returns the name, which begins as told */
  readonly givenUser: (attributes?: Readonly<Record<string, string>>, kind?: string) => Promise<string>;
  /** A new user who is to choose a password at their first sign-in with PASSWORD. @returns the name */
  readonly givenInvitedUser: (attributes?: Readonly<Record<string, string>>, kind?: string) => Promise<string>;
  /** The code in the last message to a user. */
  readonly lastCode: (username: string) => Promise<string>;
  /** The link in the last message to a user. */
  readonly lastLink: (username: string) => Promise<string>;
}

/** Makes a pool where e-mail addresses are verified by a code, with a client that allows what a test does not forbid. */
export async function createPeople(url: string, { pool, mfa, client }: PoolSettings = {}): Promise<People> {
  const aws = clientOf(url);
  const { UserPool } = await aws.send(
    new CreateUserPoolCommand({ PoolName: "people", AutoVerifiedAttributes: ["email"], ...pool }),
  );
  const UserPoolId = present(UserPool?.Id);
  if (mfa) await aws.send(new SetUserPoolMfaConfigCommand({ UserPoolId, ...mfa }));
  const { UserPoolClient } = await aws.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "app",
      ExplicitAuthFlows: [
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_USER_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
      ],
      ...client,
    }),
  );
  const messagesTo = async (username: string) => {
    const query = new URLSearchParams({ userPoolId: UserPoolId, username });
    const response = await fetch(`${url}/_cogmock/messages?${query}`);
    return (await response.json()) as { code?: string; link?: string }[];
  };
  let count = 0;
  const givenInvitedUser: People["givenInvitedUser"] = async (attributes = {}, kind = "person") => {
    const Username = `${kind}-${(count += 1)}`;
    await aws.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username,
        TemporaryPassword: PASSWORD,
        MessageAction: "SUPPRESS",
        UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
    return Username;
  };
  return {
    aws,
    UserPoolId,
    ClientId: present(UserPoolClient?.ClientId),
    givenInvitedUser,
    async givenUser(attributes, kind) {
      const Username = await givenInvitedUser(attributes, kind);
      await aws.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: PASSWORD, Permanent: true }));
      return Username;
    },
    async lastCode(username) {
      return present((await messagesTo(username)).findLast(({ code }) => code !== undefined)?.code, "code");
    },
    async lastLink(username) {
      return present((await messagesTo(username)).findLast(({ link }) => link !== undefined)?.link, "link");
    },
  };
}
