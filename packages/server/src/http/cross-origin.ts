import type { FastifyReply, FastifyRequest } from "fastify";
import { randomUUID } from "node:crypto";

/** Which headers of an answer a page may read. Recorded from AWS; the SDKs read the date off it to correct their clock. */
const EXPOSED_HEADERS = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";
/** How long a browser may remember a preflight, in seconds. Recorded from AWS. */
const PREFLIGHT_MAX_AGE_SECONDS = "172800";

/** Lets the page that made a request read the answer, as AWS does: any page, but without cookies. */
export function allowAnyOrigin(request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.headers.origin === undefined) return;
  reply.header("access-control-allow-origin", "*").header("access-control-expose-headers", EXPOSED_HEADERS);
}

/**
 * Answers a browser's preflight as AWS does, header by header as recorded there: whatever method and headers the page
 * asks for are allowed, so that a header which a newer SDK adds needs no change here.
 */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { origin, ...asked } = request.raw.headers;
  reply.header("x-amzn-requestid", randomUUID());
  if (origin !== undefined) {
    reply.header("access-control-allow-origin", "*");
    const headers = asked["access-control-request-headers"];
    if (headers !== undefined) reply.header("access-control-allow-headers", headers);
    const method = asked["access-control-request-method"];
    if (method !== undefined) reply.header("access-control-allow-methods", method);
    reply.header("access-control-expose-headers", EXPOSED_HEADERS);
    reply.header("access-control-max-age", PREFLIGHT_MAX_AGE_SECONDS);
  }
  return reply.code(200).send("");
}
