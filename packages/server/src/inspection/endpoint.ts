import type { FastifyReply, FastifyRequest } from "fastify";
import { type AnswerHeaders, writeAnswer } from "../http/write-answer.ts";

/** One thing that can be asked of the server below `/_cogmock`. */
export interface Endpoint {
  /** Anything but GET changes the server, and is refused to pages of other origins. */
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/_cogmock`; parameters as fastify has them, `/:name`. */
  readonly path: string;
  readonly level?: "debug";
  /** Leaves the body, of whatever length, to be read by the handler: `request.body` is the stream. */
  readonly streamsBody?: true;
  /** @throws Refusal what the caller did wrong */
  readonly answer: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
}

/** A request that is not done, for a reason that its caller can mend. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Answers with JSON that no cache keeps. */
export function sendJson(reply: FastifyReply, status: number, value: object, headers: AnswerHeaders = {}): void {
  const all = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers };
  writeAnswer(reply, status, all, JSON.stringify(value));
}

/** The query of a request. @throws Refusal it has a parameter that is not known */
export function readQuery<Name extends string>(
  request: FastifyRequest,
  known: readonly Name[],
): readonly (readonly [Name, string])[] {
  const [, query = ""] = request.url.split("?", 2);
  return Array.from(new URLSearchParams(query), ([name, value]) => {
    const parameter = known.find((candidate) => candidate === name);
    if (parameter !== undefined) return [parameter, value];
    throw new Refusal(400, `Unknown query parameter ${JSON.stringify(name)}; known are ${known.join(", ")}.`);
  });
}
