import { CodeDeliveryFailureException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { type KeptMessage, messages } from "./messages.collection.ts";

/** unconfirmed: AWS's text. */
const DELIVERY_FAILED = "Unable to deliver message";

/**
 * The one commit of an operation that sends messages: they enter the inbox together with what they speak of, and go
 * out when that is certain. What was committed stays when the delivery fails, as on AWS: the user can ask again.
 *
 * @throws CodeDeliveryFailureException a message could not be delivered
 */
export async function commitAndSend(
  { store, messageDelivery }: Pick<OperationContext, "store" | "messageDelivery">,
  writes: readonly AnyWrite[],
  outgoing: readonly KeptMessage[],
): Promise<void> {
  await store.commit([...writes, ...outgoing.map((message) => messages.put(message, { expect: "absent" }))]);
  if (outgoing.length === 0) return;
  try {
    await messageDelivery.deliver(outgoing);
  } catch (error) {
    throw new CodeDeliveryFailureException(DELIVERY_FAILED, { cause: error });
  }
}
