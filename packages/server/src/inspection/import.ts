import type { IncomingMessage } from "node:http";
import { type Cognito, ImportError, NotEmpty } from "@cogmock/core";
import type { FastifyRequest } from "fastify";
import { type Endpoint, readQuery, Refusal, sendJson } from "./endpoint.ts";

const NOT_EMPTY = "The server is not empty. With ?replace=true the import takes the place of everything.";

/** Takes an export in, of whatever size, while it arrives. */
export function importEverything(cognito: Cognito): Endpoint {
  return {
    method: "POST",
    path: "/import",
    streamsBody: true,
    answer: async (request, reply) => {
      const { raw } = request;
      try {
        const replace = readReplace(request);
        sendJson(reply, 200, await cognito.import(bodyOf(raw), { replace }));
      } catch (error) {
        if (error instanceof ImportError) throw new Refusal(400, `Nothing was imported: ${error.message}.`);
        if (error instanceof NotEmpty) throw new Refusal(409, NOT_EMPTY);
        if (raw.errored !== null) throw new Refusal(400, "The request broke off.");
        throw error;
      } finally {
        // A caller may only listen when it has said everything: what is left of the body goes unread.
        raw.resume();
      }
    },
  };
}

function readReplace(request: FastifyRequest): boolean {
  const [, value = "false"] = readQuery(request, ["replace"]).at(-1) ?? [];
  if (value !== "true" && value !== "false") throw new Refusal(400, "replace expects true or false.");
  return value === "true";
}

/** The body as it arrives. Given up in the middle it leaves the connection open, for the answer to go out. */
function bodyOf(raw: IncomingMessage): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => raw.iterator({ destroyOnReturn: false }) };
}
