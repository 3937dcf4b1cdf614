import type { EmailConfigurationType, SmsConfigurationType } from "@cogmock/protocol/user-pools";
import type { Message } from "../user-pools/messages/message.ts";

/** What a pool says of how its messages are to be sent, in AWS's own words. */
export interface MessageSender {
  readonly region: string;
  readonly accountId: string;
  readonly emailConfiguration: EmailConfigurationType;
  readonly smsConfiguration?: SmsConfigurationType | undefined;
}

/** A message on its way out. */
export interface OutgoingMessage {
  readonly message: Message;
  readonly sender: MessageSender;
  /** The bodies of an e-mail, of which there is at least one; without this its body is HTML. */
  readonly bodies?: { readonly html: string | undefined; readonly text: string | undefined } | undefined;
}

/** Carries messages out into the world, after they are committed to the inbox. */
export interface MessageDelivery {
  /** Rejects where one of them could not be delivered. */
  deliver(outgoing: readonly OutgoingMessage[]): Promise<void>;
}

/** Messages stay in the inbox. */
export const inboxOnly: MessageDelivery = { deliver: async () => {} };
