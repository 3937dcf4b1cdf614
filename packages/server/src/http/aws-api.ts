import type { IncomingHttpHeaders } from "node:http";
import type { Cognito, WireResponse } from "@cogmock/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { describeDefect } from "../logging/describe-defect.ts";
import { malformedRequest, sendAwsError } from "./aws-error.ts";
import type { BaseUrlReader } from "./base-url.ts";
import type { CallerAddressReader } from "./caller-address.ts";
import { crossOriginHeaders } from "./cross-origin.ts";
import { writeAnswer } from "./write-answer.ts";

const NO_BODY = new Uint8Array(0);

/** What the AWS API needs from the server around it. */
export interface AwsApiOptions {
  readonly cognito: Cognito;
  readonly logger: Logger;
  readonly readBaseUrl: BaseUrlReader;
  readonly readCallerAddress: CallerAddressReader;
  /** Whether the server is about to stop, and wants connections to end with their current request. */
  readonly isStopping: () => boolean;
}

/** The handler of the AWS JSON API: hands the request to the Cognito as it came, and its answer back, in one write. */
export function createAwsApi({
  cognito,
  logger,
  readBaseUrl,
  readCallerAddress,
  isStopping,
}: AwsApiOptions): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (request, reply) => {
    const startedAt = performance.now();
    const { raw, body } = request;
    const baseUrl = readBaseUrl(raw);
    if (baseUrl === undefined) {
      // RFC 9112, section 3.2: a request without a valid Host is answered with 400.
      const requestId = sendAwsError(request, reply, malformedRequest);
      logger.info({ requestId, outcome: malformedRequest.name, status: malformedRequest.status });
      return;
    }
    const answer = await cognito.handle({
      method: request.method,
      url: raw.url ?? "/",
      headers: singleValued(raw.headers),
      body: body instanceof Uint8Array ? body : NO_BODY,
      baseUrl,
      remoteAddress: readCallerAddress(raw),
    });
    const headers = { ...answer.headers, ...crossOriginHeaders(raw.headers) };
    writeAnswer(reply, answer.status, isStopping() ? { ...headers, connection: "close" } : headers, answer.body);
    logAnswer(logger, answer, startedAt);
  };
}

/** One line a request: what was called and what became of it; nothing that the caller sent or got. */
function logAnswer(logger: Logger, { status, outcome }: WireResponse, startedAt: number): void {
  const { requestId, operation, userPoolId, error, unavailable, defect } = outcome;
  if (defect === undefined && unavailable === undefined && !logger.isLevelEnabled("info")) return;
  const line = {
    requestId,
    operation,
    userPoolId,
    outcome: error ?? "ok",
    status,
    durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
  };
  if (unavailable !== undefined) logger.warn({ ...line, unavailable });
  else if (defect === undefined) logger.info(line);
  else logger.error({ ...line, defect: describeDefect(defect) });
}

type SingleValued = Readonly<Record<string, string | undefined>>;

function singleValued(headers: IncomingHttpHeaders): SingleValued {
  if (isSingleValued(headers)) return headers;
  const { "set-cookie": _, ...others } = headers;
  return singleValued(others);
}

/** Node joins every repeated header into one text, with this one exception, which has no place in a request. */
function isSingleValued(headers: IncomingHttpHeaders): headers is IncomingHttpHeaders & SingleValued {
  return headers["set-cookie"] === undefined;
}
