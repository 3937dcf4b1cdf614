import type { Socket } from "node:net";
import { randomUUID } from "node:crypto";
import { type AwsHttpError, awsErrorBody, malformedRequest, requestTimedOut } from "./aws-error.ts";

const REASONS: Readonly<Record<number, string>> = { 400: "Bad Request", 408: "Request Timeout" };

/** Answers what never became a request: bytes that are not HTTP, headers that are too long or never end. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const answer: AwsHttpError = error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? requestTimedOut : malformedRequest;
  const body = awsErrorBody(answer);
  socket.end(
    [
      `HTTP/1.1 ${answer.status} ${REASONS[answer.status]}`,
      "content-type: application/x-amz-json-1.1",
      `content-length: ${Buffer.byteLength(body)}`,
      `x-amzn-requestid: ${randomUUID()}`,
      `x-amzn-errortype: ${answer.name}:`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
