export type {
  Cognito,
  RequestOutcome,
  SendOptions,
  UserPoolsService,
  WireRequest,
  WireResponse,
} from "./cognito.ts";
export { type CognitoOptions, createCognito, type StrictSignatures } from "./create-cognito.ts";
export { type OperationCoverage, operationCoverage } from "./operation-coverage.ts";
export { type Clock, type EpochMilliseconds, systemClock } from "./ports/clock.ts";
export type { Caller } from "./operation-context.ts";
export type { MessageDelivery } from "./ports/message-delivery.ts";
export type { Pause } from "./ports/pause.ts";
export { type Random, secureRandom } from "./ports/random.ts";
export type {
  FunctionCallback,
  FunctionContext,
  TriggerEvent,
  TriggerFunction,
  TriggerFunctions,
} from "./ports/trigger-functions.ts";
export type { Invocation, InvocationOutcome, InvokeFunction } from "./ports/triggers.ts";
export { createMemoryStore } from "./store/memory-store.ts";
export { type Store, StoreUnavailable } from "./store/store.ts";
export type { Message, MessageKind, MessageMedium } from "./user-pools/messages/message.ts";
