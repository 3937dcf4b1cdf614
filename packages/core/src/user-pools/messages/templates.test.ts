import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";
import type { Message } from "./message.ts";

const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };
const OWN_SES = {
  EmailSendingAccount: "DEVELOPER",
  SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/hello@example.com",
} as const;
const USERNAME = "a<b";
const CONTACTS = [
  { Name: "email", Value: "alice@example.com" },
  { Name: "phone_number", Value: "+15555550123" },
];
const CODE = "123456";
const TEMPORARY_PASSWORD = `Temp<1>"a`;

interface Template {
  readonly subject: string;
  readonly body: string;
}

/** A message that pools write templates for. */
interface Kind {
  /** What in a pool's settings is the template. */
  readonly settings: (template: Template) => Partial<CreateUserPoolRequest>;
  readonly send: (given: { cognito: TestCognito; UserPoolId: string; ClientId: string }) => Promise<unknown>;
  readonly code: string;
}

const signUp: Kind["send"] = ({ cognito, ClientId }) =>
  cognito.send("SignUp", { ClientId, Username: USERNAME, Password: TEST_PASSWORD, UserAttributes: CONTACTS });

const invite =
  (medium: "EMAIL" | "SMS"): Kind["send"] =>
  ({ cognito, UserPoolId }) =>
    cognito.send("AdminCreateUser", {
      UserPoolId,
      Username: USERNAME,
      UserAttributes: CONTACTS,
      TemporaryPassword: TEMPORARY_PASSWORD,
      DesiredDeliveryMediums: [medium],
    });

const BY_EMAIL: Readonly<Record<string, Kind>> = {
  "a verification e-mail": {
    settings: ({ subject, body }) => ({
      AutoVerifiedAttributes: ["email"],
      VerificationMessageTemplate: { EmailSubject: subject, EmailMessage: body },
    }),
    send: signUp,
    code: CODE,
  },
  "a verification e-mail, in the settings of old": {
    settings: ({ subject, body }) => ({
      AutoVerifiedAttributes: ["email"],
      EmailVerificationSubject: subject,
      EmailVerificationMessage: body,
    }),
    send: signUp,
    code: CODE,
  },
  "an invitation by e-mail": {
    settings: ({ subject, body }) => ({
      AdminCreateUserConfig: { InviteMessageTemplate: { EmailSubject: subject, EmailMessage: body } },
    }),
    send: invite("EMAIL"),
    code: TEMPORARY_PASSWORD,
  },
};

const BY_SMS: Readonly<Record<string, Kind>> = {
  "a verification SMS": {
    settings: ({ body }) => ({
      AutoVerifiedAttributes: ["phone_number"],
      VerificationMessageTemplate: { SmsMessage: body },
    }),
    send: signUp,
    code: CODE,
  },
  "a verification SMS, in the setting of old": {
    settings: ({ body }) => ({ AutoVerifiedAttributes: ["phone_number"], SmsVerificationMessage: body }),
    send: signUp,
    code: CODE,
  },
  "an invitation by SMS": {
    settings: ({ body }) => ({ AdminCreateUserConfig: { InviteMessageTemplate: { SMSMessage: body } } }),
    send: invite("SMS"),
    code: TEMPORARY_PASSWORD,
  },
};

async function messageOf({ settings, send }: Kind, template: Template): Promise<Message> {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool({
    SmsConfiguration: SMS,
    EmailConfiguration: OWN_SES,
    ...settings(template),
  });
  const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
  await send({ cognito, UserPoolId, ClientId });
  return cognito.lastMessage();
}

const asHtml = (text: string): string => text.replace(/[<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

describe("The placeholders of a template are filled", () => {
  const template = { subject: "{username}, {####}", body: "<b>{username}</b>: {####}, {####}" };

  test.each(Object.entries(BY_EMAIL))("in %s, the body of which is HTML", async (_, kind) => {
    const { subject, body } = await messageOf(kind, template);
    expect(subject).toBe(`${USERNAME}, ${kind.code}`);
    expect(body).toBe(`<b>${asHtml(USERNAME)}</b>: ${asHtml(kind.code)}, ${asHtml(kind.code)}`);
  });

  test.each(Object.entries(BY_SMS))("in %s, which is plain text", async (_, kind) => {
    const { subject, body } = await messageOf(kind, template);
    expect(subject).toBe("");
    expect(body).toBe(`<b>${USERNAME}</b>: ${kind.code}, ${kind.code}`);
  });
});
