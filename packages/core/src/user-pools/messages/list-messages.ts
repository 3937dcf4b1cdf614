import { type Store, type Stored, storedVersion } from "../../store/store.ts";
import type { Message } from "./message.ts";
import { type KeptMessage, messages } from "./messages.collection.ts";

const PAGE = 1000;

/** Messages of one millisecond may come of different processes: the store knows which was committed first. */
function bySending(left: Stored<KeptMessage>, right: Stored<KeptMessage>): number {
  return left.sentAtMilliseconds - right.sentAtMilliseconds || left[storedVersion] - right[storedVersion];
}

function toMessage(kept: Stored<KeptMessage>): Message {
  const { sentAtMilliseconds: _, sequence: __, [storedVersion]: ___, ...message } = kept;
  return message;
}

/** Every message in the inbox, oldest first. */
export async function listMessages({ store }: { readonly store: Store }): Promise<Message[]> {
  const list: Stored<KeptMessage>[] = [];
  let after: string | undefined;
  do {
    const page = await store.find(messages, "byTime", [], { limit: PAGE, ...(after === undefined ? {} : { after }) });
    list.push(...page.documents);
    after = page.next;
  } while (after !== undefined);
  return list.toSorted(bySending).map(toMessage);
}
