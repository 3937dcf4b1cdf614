import type { UserPoolOperations } from "@cogmock/protocol/user-pools";
import type { TimeControl } from "./clock/time-control.ts";
import type { ExportOptions } from "./export/export-lines.ts";
import type { ImportOptions, ImportResult } from "./export/import-lines.ts";
import type { Chunks } from "./export/split-lines.ts";
import type { SavedSnapshot, Snapshot } from "./snapshots/snapshot.ts";
import type { Caller } from "./operation-context.ts";
import type { FeedbackLink } from "./user-pools/auth-events/feedback-link.ts";
import type { HostedUi } from "./user-pools/hosted-ui/hosted-ui.ts";
import type { MessageQuery } from "./user-pools/messages/list-messages.ts";
import type { TriggerRecord } from "./user-pools/trigger-records/trigger-record.ts";
import type { Message } from "./user-pools/messages/message.ts";
import type { RiskControl } from "./user-pools/risk-ratings/risk-control.ts";
import type { ConfirmationLink } from "./user-pools/sign-up/confirmation-link.ts";

/** A request as it came over the wire, from whatever HTTP server. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, as received. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** The address under which the caller reached the server, without a trailing slash; goes into issuers and links. */
  readonly baseUrl: string;
  /** The IPv4 or IPv6 address of the caller. */
  readonly remoteAddress?: string | undefined;
}

/** What became of a request: for logs and inspection, never for the caller. Holds no secret. */
export interface RequestOutcome {
  readonly requestId: string;
  /** The operation, where the target named one. */
  readonly operation?: string | undefined;
  /** The user pool that the request spoke of, where one could be told. */
  readonly userPoolId?: string | undefined;
  /** The name of the AWS error that was answered. */
  readonly error?: string | undefined;
  /** Why the store did not answer, where it did not. */
  readonly unavailable?: string | undefined;
  /** What escaped a handler, where that was no AWS error: a defect of ours. */
  readonly defect?: unknown;
}

/** The answer to a `WireRequest`. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly outcome: RequestOutcome;
}

/** In which region and account a program's call takes place; the server's defaults where omitted. */
export interface SendOptions {
  readonly region?: string;
  readonly accountId?: string;
  /** As `WireRequest.baseUrl`. */
  readonly baseUrl?: string;
  /** On whose behalf the program calls. */
  readonly caller?: Caller;
}

/** The user pools service for programs: same validation, same handlers, same errors as over the wire. */
export interface UserPoolsService {
  /**
   * Calls an operation.
   *
   * @throws ServiceException the AWS error that the wire would carry
   * @throws StoreUnavailable the store does not answer; over the wire this is a ServiceUnavailable
   */
  send<Name extends keyof UserPoolOperations>(
    operation: Name,
    input: UserPoolOperations[Name]["input"],
    options?: SendOptions,
  ): Promise<UserPoolOperations[Name]["output"]>;
}

/**
 * Named states to which a Cognito can be brought back. They are kept in its store: they outlive the process and a
 * reset, and whoever else works on that store has them too. Spare keys are no part of them.
 */
export interface Snapshots {
  /**
   * Saves everything as it is at one moment, in the place of a snapshot that has the name already.
   *
   * @throws InvalidSnapshotName
   */
  save(name: string): Promise<SavedSnapshot>;
  /**
   * Brings everything back to a snapshot, at one moment. Tokens are good again, or not, as they were then,
   * if their time has not passed since: the clock stays.
   *
   * @throws InvalidSnapshotName, SnapshotNotFound
   * @throws ImportError it was saved by a newer cogmock; nothing was changed
   */
  restore(name: string): Promise<void>;
  /** Every snapshot, by name. */
  list(): Promise<readonly Snapshot[]>;
  /** @throws InvalidSnapshotName, SnapshotNotFound */
  delete(name: string): Promise<void>;
}

/** One Amazon Cognito. */
export interface Cognito {
  /** Answers a request of the AWS JSON 1.1 protocol. Never rejects. */
  handle(request: WireRequest): Promise<WireResponse>;
  readonly userPools: UserPoolsService;
  /** What the OAuth 2.0 endpoints and the sign-in pages of user pools need. */
  readonly hostedUi: HostedUi;
  /**
   * Does what opening a confirmation link does: ConfirmSignUp, with the code that is in it.
   *
   * @throws ServiceException as ConfirmSignUp
   */
  confirmSignUpByLink(link: ConfirmationLink, options?: SendOptions): Promise<void>;
  /**
   * Does what opening a link in the notification of a risk does: UpdateAuthEventFeedback, with the token that is in it.
   *
   * @throws ServiceException as UpdateAuthEventFeedback; ResourceNotFoundException, too, where there is no such client
   */
  giveFeedbackByLink(link: FeedbackLink, options?: SendOptions): Promise<void>;
  /** The OpenID Connect discovery document of a user pool as JSON; `undefined` without such a pool. */
  openIdConfiguration(userPoolId: string, baseUrl: string): Promise<string | undefined>;
  /** The JSON Web Key Set of a user pool as JSON (RFC 7517, section 5); `undefined` without such a pool. */
  jwks(userPoolId: string): Promise<string | undefined>;
  /**
   * The messages that were sent and that a query describes, oldest first; all of them without one.
   *
   * @throws MessageNotFound there is none with the id of `query.after`
   */
  listMessages(query?: MessageQuery): Promise<readonly Message[]>;
  /**
   * As `listMessages`, as soon as there is one, whichever process on this store sends it.
   *
   * @param until ends the waiting: then there is none
   * @throws MessageNotFound there is none with the id of `query.after`
   */
  awaitMessages(query: MessageQuery, until: AbortSignal): Promise<readonly Message[]>;
  /** The latest calls of functions by triggers, oldest first. A call is there when its request has been answered. */
  listTriggerRecords(): Promise<readonly TriggerRecord[]>;
  /** What threat protection takes sign-ins for. */
  readonly risks: RiskControl;
  readonly time: TimeControl;
  readonly snapshots: Snapshots;
  /**
   * Everything as of one moment, in the export format (docs/export-format.md): private keys, password verifiers and
   * messages included, snapshots not. Each text is some whole lines.
   */
  export(options?: ExportOptions): AsyncIterable<string>;
  /**
   * Takes an export in, from whatever store it came: all of it at once when its last line has been read, or nothing.
   * Snapshots and
   * the clock stay.
   *
   * @throws ImportError no export, or not a whole one; the message names the line
   * @throws NotEmpty there is something already, and `replace` does not say that it may go
   */
  import(lines: Chunks, options?: ImportOptions): Promise<ImportResult>;
  /**
   * Forgets every pool, user, message, record of a trigger and key, and lets the clock go by real time. Snapshots stay.
   */
  reset(): Promise<void>;
  /** Resolves when the store answers a read. @throws StoreUnavailable */
  assertReady(): Promise<void>;
  /** Finishes background work. The store is its owner's to close. */
  close(): Promise<void>;
}
