import type { Pause } from "../../ports/pause.ts";
import { type Store, storedVersion } from "../../store/store.ts";
import { type InboxPart, listMessages, type MessageQuery, partOf } from "./list-messages.ts";
import type { Message } from "./message.ts";
import { messages } from "./messages.collection.ts";

/** How long it takes at most, in milliseconds, until a message is noticed that another process sent. */
const INTERVAL = 50;

/**
 * A text that changes with every message that comes into a part of the inbox, and with every reset: cheaper to ask for
 * than the messages.
 */
async function stateOf(store: Store, { index, prefix }: InboxPart): Promise<string> {
  const [count, { documents }] = await Promise.all([
    store.count(messages, index, prefix),
    store.find(messages, index, prefix, { limit: 1 }),
  ]);
  return `${count}/${documents[0]?.[storedVersion]}`;
}

/**
 * The messages that a query describes, as soon as there is one. Asks the store in intervals, for whichever process that
 * works on it may be the one that sends.
 *
 * @param until ends the waiting
 * @returns none, where the waiting has ended before
 * @throws MessageNotFound there is none with the id of `after`
 */
export async function awaitMessages(
  { store, pause }: { readonly store: Store; readonly pause: Pause },
  query: MessageQuery,
  until: AbortSignal,
): Promise<Message[]> {
  const part = partOf(query);
  let seen: string | undefined;
  for (;;) {
    const state = await stateOf(store, part);
    if (state !== seen) {
      const found = await listMessages({ store }, query);
      if (found.length > 0) return found;
      seen = state;
    }
    if (until.aborted) return [];
    await pause(INTERVAL);
  }
}
