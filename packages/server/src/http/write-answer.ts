import type { FastifyReply } from "fastify";

/** Header names in lower case, and their values. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/**
 * Writes an answer past fastify's reply: head and body in one go, with a known length and these headers alone.
 * (`reply.send` would add a charset to `application/x-amz-json-1.1`, which AWS does not send.)
 */
export function writeAnswer(reply: FastifyReply, status: number, headers: AnswerHeaders, body = ""): void {
  reply.hijack();
  reply.raw.writeHead(status, status === 204 ? headers : { ...headers, "content-length": Buffer.byteLength(body) });
  reply.raw.end(body);
}
