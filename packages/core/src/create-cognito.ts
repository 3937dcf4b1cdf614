import { createPasswordVerifier, type SigningKey, uuid } from "@cogmock/crypto";
import { type UserPoolOperations, userPoolOperations, validateInput } from "@cogmock/protocol";
import type { Cognito, SendOptions } from "./cognito.ts";
import { createTimeControl } from "./clock/create-time-control.ts";
import { authorityCollections, clockCollections, snapshotCollections, spareCollections } from "./collections.ts";
import { createDecisionRunner, createDispatcher } from "./dispatch.ts";
import { exportLines } from "./export/export-lines.ts";
import { importLines } from "./export/import-lines.ts";
import { createWireHandler } from "./handle-wire-request.ts";
import { createUntilNoRaceIsLost } from "./lost-races.ts";
import { type Clock, systemClock } from "./ports/clock.ts";
import { fixedCodes, randomCodes } from "./ports/codes.ts";
import { type DataKeys, localDataKeys } from "./ports/data-keys.ts";
import { createEncryptCode } from "./ports/encrypt-code.ts";
import type { InvokeFunction } from "./ports/triggers.ts";
import { invokeFunctions, type TriggerFunctions } from "./ports/trigger-functions.ts";
import { issuerFromSetting, linkBaseFromSetting } from "./ports/issuer.ts";
import { inboxOnly, type MessageDelivery } from "./ports/message-delivery.ts";
import { isMovable } from "./ports/movable-clock.ts";
import { type Pause, timedPause } from "./ports/pause.ts";
import { type Random, secureRandom } from "./ports/random.ts";
import { withTimeLimit } from "./ports/time-limit.ts";
import { locateRequest } from "./request-location.ts";
import { deleteSnapshot, listSnapshots, restoreSnapshot, saveSnapshot } from "./snapshots/index.ts";
import type { Store } from "./store/store.ts";
import { feedbackByLink } from "./user-pools/auth-events/feedback-by-link.ts";
import { createHostedUi } from "./user-pools/hosted-ui/create-hosted-ui.ts";
import { awaitMessages } from "./user-pools/messages/await-messages.ts";
import { listMessages } from "./user-pools/messages/list-messages.ts";
import { jwks, openIdConfiguration } from "./user-pools/openid-discovery.ts";
import { createPoolSweeper } from "./user-pools/pools/pool-sweeper.ts";
import { userPools } from "./user-pools/pools/user-pools.collection.ts";
import { createRiskControl } from "./user-pools/risk-ratings/risk-control.ts";
import { confirmationByLink } from "./user-pools/sign-up/confirmation-link.ts";
import { listTriggerRecords } from "./user-pools/trigger-records/list-trigger-records.ts";
import { recordFunctions } from "./user-pools/trigger-records/record-functions.ts";
import { createKeyReserve } from "./user-pools/tokens/key-reserve.ts";

/** What a Cognito is made of. Only the store has no default. */
export interface CognitoOptions {
  readonly store: Store;
  /** The store's own. One of `createMovableClock` is what `Cognito.time` can move. Default: real time. */
  readonly clock?: Clock;
  readonly random?: Random;
  /** What waits: a request that lost a race, before it runs again, and `awaitMessages`. Default: real time. */
  readonly pause?: Pause;
  /** Codes in messages: `fixed` is `123456` every time, `random` is as on AWS. Default: `fixed`. */
  readonly codes?: "fixed" | "random";
  /** For requests that name no region. Default: `us-east-1`. */
  readonly region?: string;
  /** For requests whose access key id is no account. Default: `000000000000`. */
  readonly accountId?: string;
  /** See `issuerFromSetting` and `linkBaseFromSetting`. Default: `request`. */
  readonly issuer?: string;
  /** Demands and verifies a SigV4 signature on every operation that AWS wants signed. Default: signatures are not looked at. */
  readonly strictSignatures?: StrictSignatures | undefined;
  readonly messageDelivery?: MessageDelivery;
  /**
   * Makes the keys under which the functions of pools that send messages themselves get the codes. Default: under a local
   * key, see `@cogmock/core/custom-senders`.
   */
  readonly dataKeys?: DataKeys | undefined;
  /**
   * The Lambda functions that pools name as their triggers, by ARN or function name; or what runs them. Default: none
   * are called.
   */
  readonly triggers?: TriggerFunctions | InvokeFunction;
  /** How many RSA keys to make ahead of need. Default: 4. */
  readonly keyReserve?: number;
  /** Makes RSA keys; for tests that cannot wait for fresh ones. */
  readonly generateSigningKey?: () => Promise<SigningKey>;
}

/** Whose signatures are good. */
export interface StrictSignatures {
  /** The secret access key that belongs to an access key id; `undefined` where we know of none. */
  readonly findSecret: (accessKeyId: string) => string | undefined;
}

const DEFAULT_REGION = "us-east-1";
const DEFAULT_ACCOUNT_ID = "000000000000";
const DEFAULT_BASE_URL = "http://localhost:4566";
const DEFAULT_KEY_RESERVE = 4;

/**
 * Makes a Cognito out of its parts: the one factory, for servers, tests and other emulators alike.
 *
 * @example
 * const cognito = createCognito({ store: createMemoryStore({ clock: systemClock }) });
 * await cognito.userPools.send("CreateUserPool", { PoolName: "people" });
 */
export function createCognito(options: CognitoOptions): Cognito {
  const { store, clock = systemClock, random = secureRandom, region = DEFAULT_REGION } = options;
  const { accountId = DEFAULT_ACCOUNT_ID, messageDelivery = inboxOnly, pause = timedPause } = options;
  const realClock = isMovable(clock) ? clock.real : clock;
  const keyReserve = createKeyReserve({
    store,
    clock,
    size: options.keyReserve ?? DEFAULT_KEY_RESERVE,
    generate: options.generateSigningKey,
  });
  const poolSweeper = createPoolSweeper({ store, realClock });
  // One for all: it knows which of the requests lost the same race.
  const untilNoRaceIsLost = createUntilNoRaceIsLost({ random, pause });
  const bytes = (length: number) => random.bytes(length);
  const newRequestId = () => uuid(bytes);
  const { triggers, issuer = "request" } = options;
  const runFunction = typeof triggers === "object" ? invokeFunctions(triggers, { realClock, newRequestId }) : triggers;
  const functions = runFunction && recordFunctions({ store, clock, random, invoke: withTimeLimit(runFunction) });
  const runDecision = createDecisionRunner(untilNoRaceIsLost, functions);
  const runHandler = createDispatcher(runDecision);
  const time = createTimeControl({ store, clock, untilNoRaceIsLost });
  const ports = {
    store,
    clock,
    realClock,
    random,
    codes: options.codes === "random" ? randomCodes(random) : fixedCodes,
    keyReserve,
    poolSweeper,
    passwordVerifier: createPasswordVerifier({ randomBytes: bytes }),
    messageDelivery,
    encryptCode: createEncryptCode(options.dataKeys ?? localDataKeys(random), random),
    issuerOf: issuerFromSetting(issuer),
    linkBaseOf: linkBaseFromSetting(issuer),
  };

  async function send<Name extends keyof UserPoolOperations>(
    name: Name,
    input: UserPoolOperations[Name]["input"],
    { baseUrl = DEFAULT_BASE_URL, caller = {}, ...here }: SendOptions = {},
  ): Promise<UserPoolOperations[Name]["output"]> {
    const operation = userPoolOperations[name];
    const validated = validateInput(operation, input);
    const location = await locateRequest(store, operation, validated, undefined, { region, accountId, ...here });
    return runHandler(name, { ...ports, ...location, requestId: newRequestId(), baseUrl, caller }, validated);
  }

  keyReserve.refill();
  poolSweeper.sweep();

  return {
    handle: createWireHandler({
      ports,
      runHandler,
      defaults: { region, accountId },
      newRequestId,
      strictSignatures: options.strictSignatures,
    }),
    userPools: { send },
    async confirmSignUpByLink(link, sendOptions) {
      await send("ConfirmSignUp", await confirmationByLink(ports, link), sendOptions);
    },
    async giveFeedbackByLink(link, sendOptions) {
      await send("UpdateAuthEventFeedback", await feedbackByLink(ports, link), sendOptions);
    },
    openIdConfiguration: (userPoolId, baseUrl) => openIdConfiguration(ports, userPoolId, baseUrl),
    jwks: (userPoolId) => jwks(ports, userPoolId),
    hostedUi: createHostedUi({ ports, runDecision, newRequestId, defaultRegion: region }),
    listMessages: (query) => listMessages(ports, query),
    awaitMessages: (query, until) => awaitMessages({ store, pause }, query, until),
    listTriggerRecords: () => listTriggerRecords(ports),
    risks: createRiskControl({ store, untilNoRaceIsLost }),
    time,
    snapshots: {
      save: (name) => saveSnapshot({ ...ports, untilNoRaceIsLost }, name),
      restore: (name) => restoreSnapshot(ports, name),
      list: () => listSnapshots(ports),
      delete: (name) => deleteSnapshot({ ...ports, untilNoRaceIsLost }, name),
    },
    async *export(exportOptions) {
      for await (const { text } of exportLines(ports, exportOptions)) yield text;
    },
    async import(lines, importOptions) {
      // Without the spare keys: in a copy of this store a pool may have been given one, and be what is imported.
      const result = await importLines(store, lines, {
        ...importOptions,
        keep: [...snapshotCollections, ...clockCollections, ...authorityCollections],
      });
      keyReserve.refill();
      return result;
    },
    async reset() {
      await store.replaceAll([], { keep: [...snapshotCollections, ...spareCollections, ...authorityCollections] });
      await time.read();
      keyReserve.refill();
    },
    async assertReady() {
      // No pool has this id; that the store says so is all that counts.
      await store.get(userPools, [""]);
    },
    async close() {
      await Promise.all([keyReserve.close(), poolSweeper.close()]);
    },
  };
}
