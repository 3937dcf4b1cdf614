import { createPasswordVerifier, type SigningKey, uuid } from "@cogmock/crypto";
import {
  decodeRequest,
  encodeError,
  encodeSuccess,
  type OperationDescriptor,
  readCredentialScope,
  ServiceException,
  verifySignature,
  type VerifySignatureOptions,
} from "@cogmock/protocol";
import { InternalErrorException, NotImplementedException } from "@cogmock/protocol/errors";
import type { Cognito, RequestOutcome, WireRequest, WireResponse } from "./cognito.ts";
import type { OperationContext } from "./operation-context.ts";
import { type Clock, systemClock } from "./ports/clock.ts";
import { fixedCodes, randomCodes } from "./ports/codes.ts";
import { issuerFromSetting } from "./ports/issuer.ts";
import { inboxOnly, type MessageDelivery } from "./ports/message-delivery.ts";
import { type Random, secureRandom } from "./ports/random.ts";
import { type CredentialScope, locateRequest } from "./request-location.ts";
import type { Store } from "./store/store.ts";
import { userPoolHandlers } from "./user-pools/index.ts";
import { listMessages } from "./user-pools/messages/list-messages.ts";
import { jwks, openIdConfiguration } from "./user-pools/openid-discovery.ts";
import { createKeyReserve } from "./user-pools/tokens/key-reserve.ts";

/** What a Cognito is made of. Only the store has no default. */
export interface CognitoOptions {
  readonly store: Store;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Codes in messages: `fixed` is `123456` every time, `random` is as on AWS. Default: `fixed`. */
  readonly codes?: "fixed" | "random";
  /** For requests that name no region. Default: `us-east-1`. */
  readonly region?: string;
  /** For requests whose access key id is no account. Default: `000000000000`. */
  readonly accountId?: string;
  /** See `issuerFromSetting`. Default: `request`. */
  readonly issuer?: string;
  /** Demands and verifies a SigV4 signature on every operation that AWS wants signed. Default: signatures are not looked at. */
  readonly strictSignatures?: { readonly findSecret: (accessKeyId: string) => string | undefined };
  readonly messageDelivery?: MessageDelivery;
  /** How many RSA keys to make ahead of need. Default: 4. */
  readonly keyReserve?: number;
  /** Makes RSA keys; for tests that cannot wait for fresh ones. */
  readonly generateSigningKey?: () => Promise<SigningKey>;
}

/** What is known of a request before its operation is. */
interface RequestOrigin {
  readonly requestId: string;
  readonly baseUrl: string;
  readonly scope: CredentialScope | undefined;
}

const DEFAULT_REGION = "us-east-1";
const DEFAULT_ACCOUNT_ID = "000000000000";
const DEFAULT_BASE_URL = "http://localhost:4566";
const DEFAULT_KEY_RESERVE = 4;

type AnyHandler = (context: OperationContext, input: object) => Promise<object | void>;

function handlerOf(operation: OperationDescriptor): AnyHandler {
  const handlers: Readonly<Record<string, unknown>> =
    operation.service === "user-pools" ? userPoolHandlers : {};
  const handler = Object.hasOwn(handlers, operation.name) ? handlers[operation.name] : undefined;
  if (handler === undefined) throw new NotImplementedException(`${operation.name} is not implemented yet.`);
  // The operation table and the handlers are keyed by the same generated names, and the input was validated against
  // the schema of this very operation.
  return handler as AnyHandler;
}

/**
 * Makes a Cognito out of its parts: the one factory, for servers, tests and other emulators alike.
 *
 * @example
 * const cognito = createCognito({ store: createMemoryStore({ clock: systemClock }) });
 * await cognito.userPools.send("CreateUserPool", { PoolName: "people" });
 */
export function createCognito(options: CognitoOptions): Cognito {
  const { store, clock = systemClock, random = secureRandom } = options;
  const defaults = {
    region: options.region ?? DEFAULT_REGION,
    accountId: options.accountId ?? DEFAULT_ACCOUNT_ID,
  };
  const keyReserve = createKeyReserve({
    store,
    clock,
    size: options.keyReserve ?? DEFAULT_KEY_RESERVE,
    generate: options.generateSigningKey,
  });
  const issuerOf = issuerFromSetting(options.issuer ?? "request");
  const ports = {
    store,
    clock,
    random,
    codes: options.codes === "random" ? randomCodes(random) : fixedCodes,
    keyReserve,
    passwordVerifier: createPasswordVerifier(),
    messageDelivery: options.messageDelivery ?? inboxOnly,
    issuerOf,
  };
  const newRequestId = () => uuid((length) => random.bytes(length));

  async function run(operation: OperationDescriptor, input: object, origin: RequestOrigin): Promise<object | void> {
    const handler = handlerOf(operation);
    const { region, accountId } = await locateRequest(store, operation, input, origin.scope, defaults);
    return handler({ ...ports, region, accountId, requestId: origin.requestId, baseUrl: origin.baseUrl }, input);
  }

  async function handle(request: WireRequest): Promise<WireResponse> {
    const requestId = newRequestId();
    let operation: OperationDescriptor | undefined;
    let userPoolId: string | undefined;
    const outcome = (rest: Partial<RequestOutcome>): RequestOutcome => ({
      requestId,
      operation: operation?.name,
      userPoolId,
      ...rest,
    });
    try {
      const scope = readCredentialScope(request);
      const decoded = decodeRequest(request);
      operation = decoded.operation;
      if (options.strictSignatures && operation.signed) {
        verifySignature(request, verificationOf(operation, options.strictSignatures, clock));
      }
      const handler = handlerOf(operation);
      const location = await locateRequest(store, operation, decoded.input, scope, defaults);
      userPoolId = location.userPoolId;
      const output = await handler({ ...ports, ...location, requestId, baseUrl: request.baseUrl }, decoded.input);
      return { ...encodeSuccess(operation, output, requestId), outcome: outcome({}) };
    } catch (error) {
      const isServiceException = error instanceof ServiceException;
      return {
        ...encodeError(error, requestId),
        outcome: isServiceException
          ? outcome({ error: error.name })
          : outcome({ error: InternalErrorException.name, defect: error }),
      };
    }
  }

  keyReserve.refill();

  return {
    handle,
    userPools: { send: async () => { throw new Error("x"); } },
    openIdConfiguration: (userPoolId, baseUrl) => openIdConfiguration({ store, issuerOf }, userPoolId, baseUrl),
    jwks: (userPoolId) => jwks({ store }, userPoolId),
    listMessages: () => listMessages({ store }),
    async reset() {
      await store.clear();
      keyReserve.refill();
    },
    close: () => keyReserve.close(),
  };
}
