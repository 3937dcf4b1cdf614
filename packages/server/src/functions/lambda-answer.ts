import type { IncomingHttpHeaders } from "node:http";
import type { InvocationOutcome } from "@cogmock/core";
import { jsonObjectIn } from "../json-object.ts";

/** What Lambda's API answered. */
export interface LambdaAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The errors of Lambda's API, where the answer does not name one. @see AWS Lambda API Reference, Invoke */
const ERROR_OF_STATUS: Readonly<Record<number, string>> = {
  400: "InvalidParameterValueException",
  403: "AccessDeniedException",
  404: "ResourceNotFoundException",
  409: "ResourceConflictException",
  413: "RequestTooLargeException",
  429: "TooManyRequestsException",
};
const SERVER_ERROR = "ServiceException";

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The name in `ResourceNotFoundException:http://internal.amazon.com/…` or `com.amazonaws.lambda#ServiceException`. */
function errorName(text: string | undefined): string | undefined {
  return /([A-Za-z]+)(?::.*)?$/.exec(text ?? "")?.[1];
}

function errorOf({ status, headers, body }: LambdaAnswer): string {
  const named = errorName(textOf(headers["x-amzn-errortype"])) ?? errorName(textOf(jsonObjectIn(body)["__type"]));
  return named ?? ERROR_OF_STATUS[status] ?? SERVER_ERROR;
}

/**
 * Whether a body is the report of a failed function. Lambda says so in a header; the runtime interface emulator does not,
 * and an event is never of this form.
 */
function isFailureReport(body: Readonly<Record<string, unknown>>): boolean {
  return typeof body["errorMessage"] === "string" && typeof body["errorType"] === "string" && !("request" in body);
}

/** What an answer of Lambda's API says of an invocation. */
export function outcomeOfAnswer(answer: LambdaAnswer): InvocationOutcome {
  const { status, headers, body } = answer;
  if (status < 200 || status > 299) return { kind: "unreachable", reason: errorOf(answer) };
  const report = jsonObjectIn(body);
  if (headers["x-amz-function-error"] !== undefined || isFailureReport(report)) {
    return { kind: "threw", errorMessage: textOf(report["errorMessage"]) ?? body };
  }
  return { kind: "returned", payload: body === "" ? undefined : body };
}
