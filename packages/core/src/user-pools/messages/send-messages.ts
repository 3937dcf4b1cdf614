import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { type KeptMessage, messages } from "./messages.collection.ts";

/**
 * The one commit of an operation that sends messages: they enter the inbox together with what they speak of, and go
 * out when that is certain.
 */
export async function commitAndSend(
  { store, messageDelivery }: Pick<OperationContext, "store" | "messageDelivery">,
  writes: readonly AnyWrite[],
  outgoing: readonly KeptMessage[],
): Promise<void> {
  await store.commit([...writes, ...outgoing.map((message) => messages.put(message, { expect: "absent" }))]);
  if (outgoing.length > 0) await messageDelivery.deliver(outgoing);
}
