export type {
  Cognito,
  RequestOutcome,
  SendOptions,
  UserPoolsService,
  WireRequest,
  WireResponse,
} from "./cognito.ts";
export { type CognitoOptions, createCognito } from "./create-cognito.ts";
export { type OperationCoverage, operationCoverage } from "./operation-coverage.ts";
export { type Clock, type EpochMilliseconds, systemClock } from "./ports/clock.ts";
export type { MessageDelivery } from "./ports/message-delivery.ts";
export { type Random, secureRandom } from "./ports/random.ts";
export {
  type Collection,
  type CollectionDefinition,
  defineCollection,
  type Expectation,
  type IndexEntries,
} from "./store/collection.ts";
export { compareEncoded, encodeKey, encodeKeyPrefix, type Key, type KeyPart } from "./store/key.ts";
export { createMemoryStore } from "./store/memory-store.ts";
export {
  type AnyWrite,
  type Page,
  type ScanOptions,
  type Store,
  StoreConflict,
  type StoreConflictDetails,
  type Stored,
  storedVersion,
  type Write,
} from "./store/store.ts";
export type { Message, MessageKind, MessageMedium } from "./user-pools/messages/message.ts";
