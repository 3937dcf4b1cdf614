import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Cognito } from "@cogmock/core";
import type { Logger } from "pino";
import { describeDefect } from "../logging/describe-defect.ts";
import { version } from "../version.ts";
import type { Endpoint } from "./endpoint.ts";

const HEADERS = {
  "content-type": "application/x-ndjson; charset=utf-8",
  "content-disposition": 'attachment; filename="cogmock.ndjson"',
  "cache-control": "no-store",
};

/** Everything, in the export format, while it is read. An export that fails half-way lacks its end. */
export function exportEverything(cognito: Cognito, logger: Logger): Endpoint {
  return {
    method: "GET",
    path: "/export",
    answer: async (request, reply) => {
      const lines = cognito.export({ cogmockVersion: version })[Symbol.asyncIterator]();
      // By then the store has answered: where it does not, an error can still be sent.
      const first = await lines.next();
      reply.hijack();
      reply.raw.writeHead(200, HEADERS);
      const isWanted = request.method !== "HEAD" && first.done !== true;
      const source = isWanted ? restOf(first.value, lines) : [];
      try {
        await pipeline(Readable.from(source), reply.raw);
      } catch (error) {
        // The connection is cut, which tells the caller that this is not all. A caller who hangs up is no news.
        if (!isHangUp(error)) logger.error({ outcome: "refused", defect: describeDefect(error) });
      } finally {
        await lines.return?.();
      }
    },
  };
}

async function* restOf(first: string, lines: AsyncIterator<string>): AsyncGenerator<string, void, undefined> {
  yield first;
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) yield next.value;
}

function isHangUp(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
