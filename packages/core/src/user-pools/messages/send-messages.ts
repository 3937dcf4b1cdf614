import { CodeDeliveryFailureException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { MessageSender } from "../../ports/message-delivery.ts";
import type { AnyWrite } from "../../store/store.ts";
import { customMessage } from "../triggers/custom-message.ts";
import { type MessageDraft, writeMessage } from "./compose-message.ts";
import { hasCustomSender, sendByFunction } from "./custom-sender.ts";
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

/** What sending takes. */
type SendingContext = Pick<
  OperationContext,
  "store" | "clock" | "random" | "messageDelivery" | "encryptCode" | "invokeOnce" | "invokeLater" | "caller"
>;

/**
 * The one commit of an operation that sends messages. The pool's function has its say on their texts first, so that
 * nothing is done where it fails (unconfirmed: AWS may keep what the message speaks of). The messages enter the inbox
 * together with what they speak of, and go out when that is certain: by whom the server has for it, or by the pool's own
 * function where it has one for the medium. What was committed stays when the delivery fails, as on AWS: the user can
 * ask again.
 *
 * @throws CodeDeliveryFailureException a message could not be delivered; unconfirmed: also where its code could not be
 *   encrypted for the pool's function
 * @throws as `customMessage`
 */
export async function commitAndSend(
  context: SendingContext,
  writes: readonly AnyWrite[],
  drafts: readonly MessageDraft[],
  occasion: MessageOccasion,
): Promise<void> {
  const customized = await Promise.all(drafts.map((draft) => customMessage(context, draft, occasion)));
  const written = customized.map((draft) => ({ draft, message: writeMessage(context, draft) }));
  await context.store.commit([...writes, ...written.map(({ message }) => messages.put(message, { expect: "absent" }))]);
  const outgoing = written
    .filter(({ draft }) => !hasCustomSender(draft))
    .map(({ draft, message }) => ({ message, sender: senderOf(draft) }));
  try {
    await Promise.all([
      ...drafts.filter(hasCustomSender).map((draft) => sendByFunction(context, draft, occasion)),
      ...(outgoing.length > 0 ? [context.messageDelivery.deliver(outgoing)] : []),
    ]);
  } catch (error) {
    throw new CodeDeliveryFailureException(DELIVERY_FAILED, { cause: error });
  }
}
