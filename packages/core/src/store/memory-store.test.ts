import { describeStoreConformance } from "./conformance.ts";
import { createMemoryStore } from "./memory-store.ts";

describeStoreConformance("the memory store", { open: async (clock) => createMemoryStore({ clock }) });
