import { type Store, storedVersion } from "../../store/store.ts";
import type { Message } from "./message.ts";
import { messages } from "./messages.collection.ts";

const PAGE = 1000;

/** Every message in the inbox, oldest first. */
export async function listMessages({ store }: { readonly store: Store }): Promise<Message[]> {
  const list: Message[] = [];
  let after: string | undefined;
  do {
    const page = await store.find(messages, "byTime", [], { limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const { sentAtMilliseconds: _, sequence: __, [storedVersion]: ___, ...message } of page.documents) {
      list.push(message);
    }
    after = page.next;
  } while (after !== undefined);
  return list;
}
