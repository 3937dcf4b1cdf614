import { createPasswordVerifier, type SigningKey, uuid } from "@cogmock/crypto";
import { type Operation, type UserPoolOperations, userPoolOperations } from "@cogmock/protocol";
import { NotImplementedException } from "@cogmock/protocol/errors";
import type { Cognito, SendOptions, UserPoolsService, WireRequest, WireResponse } from "./cognito.ts";
import type { OperationContext } from "./operation-context.ts";
import { type Clock, systemClock } from "./ports/clock.ts";
import { fixedCodes, randomCodes } from "./ports/codes.ts";
import { issuerFromSetting } from "./ports/issuer.ts";
import { inboxOnly, type MessageDelivery } from "./ports/message-delivery.ts";
import { type Random, secureRandom } from "./ports/random.ts";
import { locateRequest } from "./request-location.ts";
import { type Store, StoreConflict } from "./store/store.ts";
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

const DEFAULT_REGION = "us-east-1";
const DEFAULT_ACCOUNT_ID = "000000000000";
const DEFAULT_BASE_URL = "http://localhost:4566";
const DEFAULT_KEY_RESERVE = 4;
/** How often a handler may lose races before the request fails. */
const MAX_ATTEMPTS = 20;

type AnyHandler = (context: OperationContext, input: object) => Promise<object | void>;

function handlerOf(operation: Operation): AnyHandler {
  const handlers: Readonly<Record<string, unknown>> = operation.service === "user-pools" ? userPoolHandlers : {};
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
    passwordVerifier: createPasswordVerifier({ randomBytes: (length) => random.bytes(length) }),
    messageDelivery: options.messageDelivery ?? inboxOnly,
    issuerOf,
  };
  const newRequestId = () => uuid((length) => random.bytes(length));

  /**
   * Runs a handler, and runs it again when its commit lost a race: it decides anew on what the winner left. Handlers
   * commit once and change nothing before, which is what makes that right.
   */
  async function run(handler: AnyHandler, context: OperationContext, input: object): Promise<object | void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await handler(context, input);
      } catch (error) {
        if (!(error instanceof StoreConflict) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  async function handle(_request: WireRequest): Promise<WireResponse> {
    throw new NotImplementedException("handle");
  }

  const userPools: UserPoolsService = {
    async send<Name extends keyof UserPoolOperations>(
      name: Name,
      input: UserPoolOperations[Name]["input"],
      { region, accountId, baseUrl = DEFAULT_BASE_URL }: SendOptions = {},
    ): Promise<UserPoolOperations[Name]["output"]> {
      const operation = userPoolOperations[name];
      const validated = input;
      const here = { region: region ?? defaults.region, accountId: accountId ?? defaults.accountId };
      const location = await locateRequest(store, operation, validated, undefined, here);
      const context = { ...ports, ...location, requestId: newRequestId(), baseUrl };
      // The handler under this name answers this operation's output: that is what UserPoolHandlers says.
      return (await run(handlerOf(operation), context, validated)) as UserPoolOperations[Name]["output"];
    },
  };

  keyReserve.refill();

  return {
    handle,
    userPools,
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
