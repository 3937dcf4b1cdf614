import type { PasswordVerifier } from "@cogmock/crypto";
import type { Clock } from "./ports/clock.ts";
import type { CodeSource } from "./ports/codes.ts";
import type { InvokeLater, InvokeOnce } from "./ports/request-functions.ts";
import type { EncryptCode } from "./ports/encrypt-code.ts";
import type { IssuerOf, LinkBaseOf } from "./ports/issuer.ts";
import type { MessageDelivery } from "./ports/message-delivery.ts";
import type { Random } from "./ports/random.ts";
import type { Store } from "./store/store.ts";
import type { PoolSweeper } from "./user-pools/pools/pool-sweeper.ts";
import type { KeyReserve } from "./user-pools/tokens/key-reserve.ts";

/** Who made a request, as far as that is known: for triggers, and for the record of sign-ins. */
export interface Caller {
  /** The `User-Agent` header. */
  readonly userAgent?: string | undefined;
  /** An IPv4 or IPv6 address. */
  readonly ipAddress?: string | undefined;
}

/** What every operation may ask of the outside, and where its request takes place. An operation takes the members that it uses. */
export interface OperationContext {
  readonly store: Store;
  readonly clock: Clock;
  /**
   * Real time, wherever `clock` has been moved to: the time of callers' own clocks, and the measure of how long something
   * really takes. What expires goes by `clock`.
   */
  readonly realClock: Clock;
  readonly random: Random;
  readonly codes: CodeSource;
  readonly keyReserve: KeyReserve;
  readonly poolSweeper: PoolSweeper;
  readonly passwordVerifier: PasswordVerifier;
  readonly messageDelivery: MessageDelivery;
  /** For the functions of pools that send messages themselves. */
  readonly encryptCode: EncryptCode;
  /** The AWS region of the request, `us-east-1`. */
  readonly region: string;
  /** The AWS account of the request, twelve digits. */
  readonly accountId: string;
  readonly requestId: string;
  /** The address under which the caller reached us, without a trailing slash. */
  readonly baseUrl: string;
  readonly issuerOf: IssuerOf;
  readonly linkBaseOf: LinkBaseOf;
  readonly caller: Caller;
  /** Runs the functions that pools name as their triggers; absent where none were configured: triggers are not called then. */
  readonly invokeOnce?: InvokeOnce | undefined;
  /** Runs those for which nobody waits; absent as `invokeOnce` is. */
  readonly invokeLater?: InvokeLater | undefined;
}
