import type { UserPool } from "../pools/user-pool.ts";

/** The texts of a message, with their placeholders. */
export interface MessageTemplate {
  readonly subject: string;
  readonly body: string;
}

/** What AWS sends where a pool says nothing else. Mind the trailing spaces. */
const DEFAULTS = {
  verification: { subject: "Your verification code", body: "Your verification code is {####}. " },
  verificationLink: {
    subject: "Your verification link",
    // unconfirmed: seen in sample output only.
    body: "Please click the link below to verify your email address. {##Verify Email##} ",
  },
  invitation: {
    subject: "Your temporary password",
    body: "Your username is {username} and temporary password is {####}. ",
  },
  authentication: {
    // unconfirmed: the subject. The body is that of SMS.
    subject: "Your authentication code",
    body: "Your authentication code is {####}. ",
  },
} as const;

/** The text of a verification e-mail with a code. */
export function verificationEmail(pool: UserPool): MessageTemplate {
  const template = pool.settings.VerificationMessageTemplate;
  return {
    subject: template.EmailSubject ?? DEFAULTS.verification.subject,
    body: template.EmailMessage ?? DEFAULTS.verification.body,
  };
}

/** The text of a verification e-mail with a link. */
export function verificationLinkEmail(pool: UserPool): MessageTemplate {
  const template = pool.settings.VerificationMessageTemplate;
  return {
    subject: template.EmailSubjectByLink ?? DEFAULTS.verificationLink.subject,
    body: template.EmailMessageByLink ?? DEFAULTS.verificationLink.body,
  };
}

/** The text of a verification SMS. SMS have no subject. */
export function verificationSms(pool: UserPool): MessageTemplate {
  return { subject: "", body: pool.settings.VerificationMessageTemplate.SmsMessage ?? DEFAULTS.verification.body };
}

/** The text of an invitation e-mail. */
export function invitationEmail(pool: UserPool): MessageTemplate {
  const template = pool.settings.AdminCreateUserConfig.InviteMessageTemplate;
  return {
    subject: template?.EmailSubject ?? DEFAULTS.invitation.subject,
    body: template?.EmailMessage ?? DEFAULTS.invitation.body,
  };
}

/** The text of an invitation SMS. */
export function invitationSms(pool: UserPool): MessageTemplate {
  const template = pool.settings.AdminCreateUserConfig.InviteMessageTemplate;
  return { subject: "", body: template?.SMSMessage ?? DEFAULTS.invitation.body };
}

/** The text of an e-mail with a code to sign in with. */
export function authenticationEmail({ mfaFactors }: UserPool): MessageTemplate {
  return {
    subject: mfaFactors.email?.Subject ?? DEFAULTS.authentication.subject,
    body: mfaFactors.email?.Message ?? DEFAULTS.authentication.body,
  };
}

/** The text of an SMS with a code to sign in with. */
export function authenticationSms({ settings }: UserPool): MessageTemplate {
  return { subject: "", body: settings.SmsAuthenticationMessage ?? DEFAULTS.authentication.body };
}
