/** What messages are sent for, as the sources of the triggers for messages call it. */
export type MessageSource =
  | "SignUp"
  | "ResendCode"
  | "AdminCreateUser"
  | "ForgotPassword"
  | "UpdateUserAttribute"
  | "VerifyUserAttribute"
  | "Authentication";

/** The call that sends messages, as the triggers for messages are told of it. */
export interface MessageOccasion {
  readonly source: MessageSource;
  /** Through which the caller came; `CLIENT_ID_NOT_APPLICABLE` for administrators. */
  readonly clientId: string;
  /** `ClientMetadata`, where that of this call reaches these triggers. */
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
}
