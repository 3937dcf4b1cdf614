// What a storage driver is written with: the contract, and the rules that all drivers share.
export { type Clock, systemClock } from "../ports/clock.ts";
export {
  type AnyCollection,
  type Collection,
  type CollectionDefinition,
  defineCollection,
  type Expectation,
  type IndexEntries,
} from "./collection.ts";
export {
  assertCommitHolds,
  type CommittedState,
  entriesMissingFrom,
  type IndexEntry,
  indexEntries,
  isExpired,
  type PreparedWrite,
  prepareCommit,
} from "./commit.ts";
export { storedFromJson } from "./document.ts";
export { compareEncoded, encodeKey, endOfPrefix, type Key, type KeyPart } from "./key.ts";
export { createMemoryStore } from "./memory-store.ts";
export { assertIndex, encodeCursor, type IndexPosition, planScan, type Scan } from "./scan.ts";
export {
  type AnyWrite,
  type CollectionDocument,
  InvalidCursor,
  type Page,
  type ScanOptions,
  type Store,
  StoreConflict,
  type StoreConflictDetails,
  type StoreContents,
  type Stored,
  StoreUnavailable,
  storedVersion,
  type Write,
} from "./store.ts";
