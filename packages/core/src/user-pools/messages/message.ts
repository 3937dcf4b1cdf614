/** How a message travels. */
export type MessageMedium = "EMAIL" | "SMS";

/** What a message is for. */
export type MessageKind = "verification" | "invitation" | "mfa" | "other";

/** A message that a user pool sent to a person. Its shape on `/_cogmock/messages` is this very shape. */
export interface Message {
  readonly id: string;
  readonly userPoolId: string;
  readonly username: string;
  readonly medium: MessageMedium;
  readonly kind: MessageKind;
  /** The address or phone number it went to. */
  readonly to: string;
  readonly from: string;
  /** Empty for SMS. */
  readonly subject: string;
  readonly body: string;
  /** The code or temporary password in the body, where there is one. */
  readonly code?: string | undefined;
  /** The confirmation link in the body, where there is one. */
  readonly link?: string | undefined;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
}
