import { findAll } from "../../store/find-all.ts";
import type { Key } from "../../store/key.ts";
import { type Store, type Stored, storedVersion } from "../../store/store.ts";
import type { Message } from "./message.ts";
import { type KeptMessage, messages } from "./messages.collection.ts";

/** Which messages are meant: those that have all that is named here. */
export interface MessageQuery extends Partial<Pick<Message, "userPoolId" | "username" | "medium" | "to">> {
  /** Only messages that were sent after the one with this id. */
  readonly after?: string;
}

/** There is no message with this id: there never was, or the inbox has been emptied since. */
export class MessageNotFound extends Error {
  override readonly name = "MessageNotFound";

  constructor(id: string) {
    super(`There is no message with the id ${JSON.stringify(id)}.`);
  }
}

/** Messages of one millisecond may come of different processes: the store knows which was committed first. */
function bySending(left: Stored<KeptMessage>, right: Stored<KeptMessage>): number {
  return left.sentAtMilliseconds - right.sentAtMilliseconds || left[storedVersion] - right[storedVersion];
}

/** Whether one was committed before the other, whatever the clocks said: what a reader has not seen yet is after what they have. */
function isBefore(one: Stored<KeptMessage>, other: Stored<KeptMessage>): boolean {
  const difference = one[storedVersion] - other[storedVersion] || one.sequence - other.sequence;
  return difference < 0;
}

function toMessage(kept: Stored<KeptMessage>): Message {
  const { sentAtMilliseconds: _, sequence: __, [storedVersion]: ___, ...message } = kept;
  return message;
}

/** A part of the inbox that can be read by itself. */
export interface InboxPart {
  readonly index: "byTime" | "byUser" | "byRecipient" | "byPool";
  readonly prefix: Key;
}

/** The smallest part in which all messages are that a query describes. */
export function partOf({ username, userPoolId, to }: MessageQuery): InboxPart {
  if (username !== undefined) {
    return { index: "byUser", prefix: userPoolId === undefined ? [username] : [username, userPoolId] };
  }
  if (to !== undefined) return { index: "byRecipient", prefix: [to] };
  return userPoolId === undefined ? { index: "byTime", prefix: [] } : { index: "byPool", prefix: [userPoolId] };
}

/**
 * The messages in the inbox that a query describes, oldest first.
 *
 * @throws MessageNotFound there is none with the id of `after`
 */
export async function listMessages({ store }: { readonly store: Store }, query: MessageQuery = {}): Promise<Message[]> {
  const { after, userPoolId, username, medium, to } = query;
  const last = after === undefined ? undefined : await store.getUnique(messages, "byId", [after]);
  if (after !== undefined && !last) throw new MessageNotFound(after);
  const { index, prefix } = partOf(query);
  const part = await findAll(store, messages, index, prefix);
  return part
    .filter(
      (message) =>
        (last === undefined || isBefore(last, message)) &&
        (userPoolId === undefined || message.userPoolId === userPoolId) &&
        (username === undefined || message.username === username) &&
        (medium === undefined || message.medium === medium) &&
        (to === undefined || message.to === to),
    )
    .toSorted(bySending)
    .map(toMessage);
}
