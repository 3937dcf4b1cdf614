import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type AnswerHeaders, writeAnswer } from "./write-answer.ts";

const NO_HEADERS: AnswerHeaders = {};

/**
 * Any page may read answers, but without cookies. The exposed headers are those recorded from AWS; SDKs read the date
 * off them to correct their clock.
 */
const ANY_ORIGIN: AnswerHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
};

/** How long a browser may remember a preflight, in seconds. Recorded from AWS. */
const PREFLIGHT_MAX_AGE_SECONDS = "172800";

/** The headers that let the page which made a request read the answer, as AWS sends them; none for other callers. */
export function crossOriginHeaders({ origin }: IncomingHttpHeaders): AnswerHeaders {
  return origin === undefined ? NO_HEADERS : ANY_ORIGIN;
}

/**
 * Answers a browser's preflight as AWS does, header by header as recorded there: whatever method and headers the page
 * asks for are allowed, so that a header which a newer SDK adds needs no change here.
 */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply): void {
  const { origin, ...asked } = request.raw.headers;
  const headers: Record<string, string> = { "x-amzn-requestid": randomUUID() };
  if (origin !== undefined) {
    Object.assign(headers, ANY_ORIGIN);
    const allowedHeaders = asked["access-control-request-headers"];
    if (allowedHeaders !== undefined) headers["access-control-allow-headers"] = allowedHeaders;
    const allowedMethods = asked["access-control-request-method"];
    if (allowedMethods !== undefined) headers["access-control-allow-methods"] = allowedMethods;
    headers["access-control-max-age"] = PREFLIGHT_MAX_AGE_SECONDS;
  }
  writeAnswer(reply, 200, headers);
}
