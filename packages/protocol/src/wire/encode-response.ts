import { SerializationException } from "../errors/framework-exceptions.ts";
import { ServiceException } from "../errors/service-exception.ts";
import { InternalErrorException } from "../generated/errors.ts";
import type { Operation } from "../operations/operation.ts";

/** An HTTP response, for a server of any make to send. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const CONTENT_TYPE = "application/x-amz-json-1.1";

/** A success: the output as JSON, or no body at all where the operation has no output. */
export function encodeSuccess(operation: Operation, output: unknown, requestId: string): WireResponse {
  return {
    status: 200,
    headers: { "Content-Type": CONTENT_TYPE, "x-amzn-RequestId": requestId },
    body: operation.output === "empty" ? "" : JSON.stringify(output ?? {}),
  };
}

/** Recorded from AWS. Says nothing about what went wrong: that is for our log. */
const INTERNAL_ERROR_MESSAGE = "Internal server error.";

/** An error. Whatever is not a `ServiceException` is a bug and answered as `InternalErrorException`, without its text. */
export function encodeError(error: unknown, requestId: string): WireResponse {
  const exception = error instanceof ServiceException ? error : new InternalErrorException(INTERNAL_ERROR_MESSAGE);
  const { name, message, reasonCode } = exception;
  // AWS's request layer writes this one error's member with a capital letter.
  const member = exception instanceof SerializationException ? "Message" : "message";
  return {
    status: exception.httpStatus,
    headers: {
      "Content-Type": CONTENT_TYPE,
      "x-amzn-RequestId": requestId,
      "x-amzn-ErrorType": `${name}:`,
      ...(message === "" ? {} : { "x-amzn-ErrorMessage": toHeaderValue(message) }),
    },
    body: JSON.stringify({
      __type: name,
      ...(message === "" ? {} : { [member]: message }),
      ...(reasonCode === undefined ? {} : { reasonCode }),
    }),
  };
}

/** Messages repeat values of any length; clients give up on headers of more than 8 or 16 KiB. */
const MAX_HEADER_LENGTH = 1024;

/** A message as the value of an HTTP header (RFC 9110, section 5.5): one line of visible Latin-1 characters. */
function toHeaderValue(message: string): string {
  return message
    .slice(0, MAX_HEADER_LENGTH)
    .replace(/[^\t\x20-\x7e\xa0-\xff]+/g, " ")
    .trim();
}
