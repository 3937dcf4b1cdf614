import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import type { UserPoolSettings } from "../user-pool.ts";

type VerificationMessages = Pick<
  CreateUserPoolRequest,
  "SmsVerificationMessage" | "EmailVerificationMessage" | "EmailVerificationSubject" | "VerificationMessageTemplate"
>;

/**
 * The texts of verification messages. Three of them have an older member each; setting either sets both.
 *
 * unconfirmed: that the template wins where both are given and differ.
 */
export function verificationMessages({
  VerificationMessageTemplate: template,
  ...older
}: VerificationMessages): Pick<UserPoolSettings, keyof VerificationMessages> {
  const SmsMessage = template?.SmsMessage ?? older.SmsVerificationMessage;
  const EmailMessage = template?.EmailMessage ?? older.EmailVerificationMessage;
  const EmailSubject = template?.EmailSubject ?? older.EmailVerificationSubject;
  return {
    SmsVerificationMessage: SmsMessage,
    EmailVerificationMessage: EmailMessage,
    EmailVerificationSubject: EmailSubject,
    VerificationMessageTemplate: {
      ...template,
      SmsMessage,
      EmailMessage,
      EmailSubject,
      DefaultEmailOption: template?.DefaultEmailOption ?? "CONFIRM_WITH_CODE",
    },
  };
}
