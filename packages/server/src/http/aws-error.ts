import { randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { crossOriginHeaders } from "./cross-origin.ts";
import { writeAnswer } from "./write-answer.ts";

/**
 * An error of the HTTP level, before any operation: one of those that all services of AWS have in common.
 * Names and statuses: AWS API Reference, Common Errors. unconfirmed: the messages.
 */
export interface AwsHttpError {
  readonly name: string;
  readonly status: number;
  readonly message: string;
}

export const bodyTooLarge: AwsHttpError = {
  name: "RequestEntityTooLargeException",
  status: 413,
  message: "The request entity is too large.",
};

export const malformedRequest: AwsHttpError = {
  name: "MalformedHttpRequestException",
  status: 400,
  message: "The request is not valid HTTP.",
};

export const requestTimedOut: AwsHttpError = {
  name: "RequestTimeoutException",
  status: 408,
  message: "Reading the request timed out.",
};

export const internalError: AwsHttpError = {
  name: "InternalErrorException",
  status: 500,
  message: "An internal error occurred.",
};

export const serviceUnavailable: AwsHttpError = {
  name: "ServiceUnavailable",
  status: 503,
  message: "The request has failed due to a temporary failure of the server.",
};

/** The body of such an error, as the AWS JSON 1.1 protocol writes it. */
export function awsErrorBody({ name, message }: AwsHttpError): string {
  return JSON.stringify({ __type: name, message });
}

/** Answers with such an error. @returns the request id it was given */
export function sendAwsError(request: FastifyRequest, reply: FastifyReply, error: AwsHttpError): string {
  const requestId = randomUUID();
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amzn-requestid": requestId,
    "x-amzn-errortype": `${error.name}:`,
    "x-amzn-errormessage": error.message,
    ...crossOriginHeaders(request.raw.headers),
  };
  writeAnswer(reply, error.status, headers, awsErrorBody(error));
  return requestId;
}
