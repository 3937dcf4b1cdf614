export type {
  Cognito,
  RequestOutcome,
  SendOptions,
  Snapshots,
  UserPoolsService,
  WireRequest,
  WireResponse,
} from "./cognito.ts";
export { type CognitoOptions, createCognito, type StrictSignatures } from "./create-cognito.ts";
export { resumeClock } from "./clock/resume-clock.ts";
export { ClockNotMovable, type ClockReading, InvalidClockChange, type TimeControl } from "./clock/time-control.ts";
export type { ExportOptions } from "./export/export-lines.ts";
export { ImportError, NotEmpty } from "./export/import-error.ts";
export type { ImportOptions, ImportResult } from "./export/import-lines.ts";
export type { Chunks } from "./export/split-lines.ts";
export { type OperationCoverage, operationCoverage } from "./operation-coverage.ts";
export { type Clock, type EpochMilliseconds, systemClock } from "./ports/clock.ts";
export type { DataKeys } from "./ports/data-keys.ts";
export type { Caller } from "./operation-context.ts";
export type { MessageDelivery, MessageSender, OutgoingMessage } from "./ports/message-delivery.ts";
export { type ClockSetting, createMovableClock, type MovableClock } from "./ports/movable-clock.ts";
export type { Pause } from "./ports/pause.ts";
export { type Random, secureRandom } from "./ports/random.ts";
export { InvalidSnapshotName, type SavedSnapshot, type Snapshot, SnapshotNotFound } from "./snapshots/snapshot.ts";
export { type HandlerInvocation, runHandler } from "./ports/run-handler.ts";
export {
  findByFunction,
  type FunctionName,
  functionNameIn,
  handlerInvocation,
} from "./ports/trigger-functions.ts";
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
export type { TriggerRecord } from "./user-pools/trigger-records/trigger-record.ts";
export type { Message, MessageKind, MessageMedium } from "./user-pools/messages/message.ts";
export type { FederationRequest } from "./user-pools/federation/federation-requests.collection.ts";
export type { ProviderAssertion } from "./user-pools/federation/provider-claims.ts";
export type { IdentityProvider } from "./user-pools/identity-providers/identity-provider.ts";
export { COGNITO_PROVIDER } from "./user-pools/identity-providers/provider-types.ts";
export type { HostedSignIn } from "./user-pools/authentication/challenge.ts";
export type { UserPoolClient } from "./user-pools/clients/user-pool-client.ts";
export type { Authorization } from "./user-pools/hosted-ui/authorization-codes.collection.ts";
export type { HostedStep } from "./user-pools/hosted-ui/begin-hosted-sign-in.ts";
export type { AwaitedCode } from "./user-pools/hosted-ui/find-sent-code.ts";
export type { HostedClient } from "./user-pools/hosted-ui/grant-tokens.ts";
export { type HostedLook, isClassic } from "./user-pools/hosted-ui/hosted-look.ts";
export type { HostedCall, HostedUi } from "./user-pools/hosted-ui/hosted-ui.ts";
export { offersChoice } from "./user-pools/hosted-ui/offers-choice.ts";
export { type OAuthErrorCode, OAuthRefusal } from "./user-pools/hosted-ui/oauth-refusal.ts";
export { requestedScopes } from "./user-pools/hosted-ui/requested-scopes.ts";
export type { TermsLinks } from "./user-pools/terms/terms-links.ts";
export { ssoMinutes } from "./user-pools/sessions/session-configuration.ts";
export type { BegunHostedSession } from "./user-pools/hosted-ui/single-sign-on.ts";
export { minimumLengthOf, type PasswordDemand, passwordDemands } from "./user-pools/passwords/password-policy.ts";
export type { UserPool } from "./user-pools/pools/user-pool.ts";
export { type RiskControl, type RiskQuery, RiskSubjectNotFound } from "./user-pools/risk-ratings/risk-control.ts";
export type { FeedbackLink } from "./user-pools/auth-events/feedback-link.ts";
export { isPasswordCompromised } from "./user-pools/threat-protection/refusals.ts";
export type { RiskRating } from "./user-pools/risk-ratings/risk-rating.ts";
export { MessageNotFound, type MessageQuery } from "./user-pools/messages/list-messages.ts";
export type { ConfirmationLink } from "./user-pools/sign-up/confirmation-link.ts";
