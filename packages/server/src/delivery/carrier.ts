import type { OutgoingMessage } from "@cogmock/core";

/** Takes a message to where it is read. @throws DeliveryFailed */
export type Carrier = (outgoing: OutgoingMessage) => Promise<void>;

/** A message was not taken. The message of this error is for the log: it has nothing of what was sent, nor to whom. */
export class DeliveryFailed extends Error {
  override readonly name = "DeliveryFailed";
}
