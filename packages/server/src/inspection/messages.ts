import { type Cognito, MessageNotFound, type MessageQuery } from "@cogmock/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Endpoint, readQuery, Refusal, sendJson } from "./endpoint.ts";

const PARAMETERS = ["userPoolId", "username", "medium", "to", "after", "wait"] as const;
const MAX_WAIT_SECONDS = 300;
const SECONDS = /^\d{1,3}(\.\d{1,3})?$/;

type Parameters = Partial<Record<(typeof PARAMETERS)[number], string>>;

/**
 * The messages that equal the query in every member it names, oldest first; with `wait` as soon as there is one, or
 * none when that many seconds have passed.
 *
 * @param stopping the server is about to stop, and waits for nothing any more
 */
export function messages(cognito: Cognito, stopping: AbortSignal): Endpoint {
  return {
    method: "GET",
    path: "/messages",
    answer: async (request, reply) => {
      const { wait, ...filters } = readOnce(request);
      const query = toMessageQuery(filters);
      const seconds = wait === undefined ? undefined : readSeconds(wait);
      try {
        const found =
          seconds === undefined
            ? await cognito.listMessages(query)
            : await cognito.awaitMessages(query, whileWanted(reply, stopping, seconds));
        // A connection that was busy when the server began to stop would otherwise stay open.
        sendJson(reply, 200, found, stopping.aborted ? { connection: "close" } : {});
      } catch (error) {
        if (!(error instanceof MessageNotFound)) throw error;
        throw new Refusal(400, `after expects the id of a message in the inbox. ${error.message}`);
      }
    },
  };
}

/** @throws Refusal a parameter is not known, or given twice: its caller expects either of two, or both */
function readOnce(request: FastifyRequest): Parameters {
  const parameters: Parameters = {};
  for (const [name, value] of readQuery(request, PARAMETERS)) {
    if (parameters[name] !== undefined) throw new Refusal(400, `${name} is given twice.`);
    parameters[name] = value;
  }
  return parameters;
}

/** An empty `after`, which is what a script has before it has seen a message, means all of them. */
function toMessageQuery({ userPoolId, username, medium, to, after }: Parameters): MessageQuery {
  return {
    ...(userPoolId !== undefined && { userPoolId }),
    ...(username !== undefined && { username }),
    ...(medium !== undefined && { medium: readMedium(medium) }),
    ...(to !== undefined && { to }),
    ...(after !== undefined && after !== "" && { after }),
  };
}

function readMedium(text: string): "EMAIL" | "SMS" {
  if (text === "EMAIL" || text === "SMS") return text;
  throw new Refusal(400, `medium expects EMAIL or SMS, got ${JSON.stringify(text)}.`);
}

function readSeconds(text: string): number {
  const seconds = SECONDS.test(text) ? Number(text) : Number.NaN;
  if (seconds <= MAX_WAIT_SECONDS) return seconds;
  throw new Refusal(400, `wait expects seconds from 0 to ${MAX_WAIT_SECONDS}, got ${JSON.stringify(text)}.`);
}

/** Aborts when the time is over, the caller has hung up, or the server is about to stop. */
function whileWanted(reply: FastifyReply, stopping: AbortSignal, seconds: number): AbortSignal {
  const hungUp = new AbortController();
  reply.raw.once("close", () => hungUp.abort());
  return AbortSignal.any([stopping, hungUp.signal, AbortSignal.timeout(seconds * 1000)]);
}
