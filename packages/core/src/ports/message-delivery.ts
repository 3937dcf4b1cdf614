import type { Message } from "../user-pools/messages/message.ts";

/** Carries messages out into the world, after they are committed to the inbox. */
export interface MessageDelivery {
  deliver(messages: readonly Message[]): Promise<void>;
}

/** Messages stay in the inbox. */
export const inboxOnly: MessageDelivery = { deliver: async () => {} };
