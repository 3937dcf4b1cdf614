import { CodeDeliveryFailureException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { MessageSender } from "../../ports/message-delivery.ts";
import type { AnyWrite } from "../../store/store.ts";
import { customMessage } from "../triggers/custom-message.ts";
import { type MessageDraft, writeMessage } from "./compose-message.ts";
import type { MessageOccasion } from "./message-occasion.ts";
import { messages } from "./messages.collection.ts";

/** unconfirmed: AWS's text. */
const DELIVERY_FAILED = "Unable to deliver message";

function senderOf({ pool }: MessageDraft): MessageSender {
  const { EmailConfiguration, SmsConfiguration } = pool.settings;
  return {
    region: pool.region,
    accountId: pool.accountId,
    emailConfiguration: EmailConfiguration,
    smsConfiguration: SmsConfiguration,
  };
}

/**
 * The one commit of an operation that sends messages. The pool's function has its say on their texts first, so that
 * nothing is done where it fails (unconfirmed: AWS may keep what the message speaks of). The messages enter the inbox
 * together with what they speak of, and go out when that is certain. What was committed stays when the delivery fails,
 * as on AWS: the user can ask again.
 *
 * @throws CodeDeliveryFailureException a message could not be delivered
 * @throws as `customMessage`
 */
export async function commitAndSend(
  context: Pick<OperationContext, "store" | "clock" | "random" | "messageDelivery" | "invokeOnce" | "caller">,
  writes: readonly AnyWrite[],
  drafts: readonly MessageDraft[],
  occasion: MessageOccasion,
): Promise<void> {
  const customized = await Promise.all(drafts.map((draft) => customMessage(context, draft, occasion)));
  const outgoing = customized.map((draft) => ({ message: writeMessage(context, draft), sender: senderOf(draft) }));
  await context.store.commit([...writes, ...outgoing.map(({ message }) => messages.put(message, { expect: "absent" }))]);
  if (outgoing.length === 0) return;
  try {
    await context.messageDelivery.deliver(outgoing);
  } catch (error) {
    throw new CodeDeliveryFailureException(DELIVERY_FAILED, { cause: error });
  }
}
