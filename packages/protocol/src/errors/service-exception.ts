/** Who is to blame: the caller (HTTP 400) or the service (HTTP 5xx). */
export type Fault = "client" | "server";

/** What an error may carry beside its message. */
export interface ServiceExceptionOptions {
  /** What led to it. For our own log only: it never goes over the wire. */
  readonly cause?: unknown;
  /** The member `reasonCode` of an `InvalidParameterException`. */
  readonly reasonCode?: string;
}

/**
 * An error as a caller of Cognito sees it: `name` is `__type` on the wire, `message` is AWS's own text. Whatever else
 * is thrown while a request is handled is a bug of ours and answered as `InternalErrorException`.
 */
export abstract class ServiceException extends Error {
  abstract override readonly name: string;
  readonly fault: Fault = "client";
  /** Every client fault of this service is 400 on the wire, also "not found" and "not authorised". */
  readonly httpStatus: number = 400;
  readonly reasonCode: string | undefined;

  constructor(message: string, options: ServiceExceptionOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.reasonCode = options.reasonCode;
  }
}
