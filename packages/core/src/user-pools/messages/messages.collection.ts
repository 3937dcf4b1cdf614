import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";
import type { Message } from "./message.ts";

/** A message as it is kept. */
export interface KeptMessage extends Message {
  readonly sentAtMilliseconds: EpochMilliseconds;
  /** Tells the order of messages of one millisecond. */
  readonly sequence: number;
}

/** Messages of all pools, in the order in which they were sent. */
export const messages: Collection<KeptMessage> = defineCollection<KeptMessage>({
  name: "messages",
  key: (message) => [message.id],
  ordered: { byTime: (message) => [[message.sentAtMilliseconds, message.sequence, message.id]] },
});
