import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";
import type { Message } from "./message.ts";

/** A message as it is kept. */
export interface KeptMessage extends Message {
  readonly sentAtMilliseconds: EpochMilliseconds;
  /** Tells the order of messages that one process sent in one millisecond. */
  readonly sequence: number;
}

/**
 * Messages of all pools. Their keys are in the order in which they were sent, as far as the messages themselves can tell
 * it, so that it is not lost where they are moved to another store. Whoever looks for those of a user, a recipient or a
 * pool reads no others: tests ask for them again and again.
 */
export const messages: Collection<KeptMessage> = defineCollection<KeptMessage>({
  name: "messages",
  key: (message) => [message.sentAtMilliseconds, message.sequence, message.id],
  unique: { byId: (message) => [[message.id]] },
  ordered: {
    byTime: (message) => [[message.sentAtMilliseconds, message.sequence, message.id]],
    byUser: (message) => [[message.username, message.userPoolId]],
    byRecipient: (message) => [[message.to]],
    byPool: (message) => [[message.userPoolId]],
  },
});
