import * as http from "node:http";
import * as https from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CommandError } from "@cogmock/app-server";
import { systemCodeOf } from "@cogmock/server";
import type { Place } from "./place.ts";

/** A running server, reached over HTTP. */
export function serverPlace(endpoint: string): Place {
  return {
    async *export() {
      const { response } = await exchange(endpoint, "GET", "/_cogmock/export");
      if (response.statusCode !== 200) throw await refusal(endpoint, response);
      try {
        for await (const chunk of response) yield toBytes(chunk);
      } catch (error) {
        throw new CommandError(`${endpoint} broke off; the export is not complete (${systemCodeOf(error)})`, {
          cause: error,
        });
      }
    },
    async import({ chunks, size }, { replace }) {
      const path = `/_cogmock/import${replace ? "?replace=true" : ""}`;
      const { response, sending } = await exchange(endpoint, "POST", path, { chunks, size });
      try {
        if (response.statusCode === 409)
          throw new CommandError(
            `${endpoint} is not empty; --replace puts the import in the place of everything there`,
          );
        if (response.statusCode !== 200) throw await refusal(endpoint, response);
        return documentsIn(await textOf(response));
      } finally {
        // What is still being sent was refused.
        sending.destroy();
      }
    },
    close: async () => {},
  };
}

interface Body {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly size?: number | undefined;
}

interface Exchange {
  readonly response: http.IncomingMessage;
  readonly sending: http.ClientRequest;
}

/** Sends a request, and resolves with its answer as soon as that begins: a refusal may come before all is sent. */
async function exchange(
  endpoint: string,
  method: "GET" | "POST",
  path: string,
  body: Body = { chunks: Readable.from([]), size: 0 },
): Promise<Exchange> {
  const { request } = endpoint.startsWith("https:") ? https : http;
  const headers = body.size === undefined ? {} : { "content-length": body.size };
  const sending = request(endpoint + path, { method, headers });
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    sending.once("response", resolve);
    sending.on("error", reject);
  });
  try {
    const [response] = await Promise.all([answered, Promise.race([answered, pipeline(body.chunks, sending)])]);
    return { response, sending };
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    throw new CommandError(`no server answers at ${endpoint} (${code})`, { cause: error });
  }
}

async function refusal(endpoint: string, response: http.IncomingMessage): Promise<CommandError> {
  const text = await textOf(response);
  return new CommandError(`${endpoint} answers ${response.statusCode}: ${messageIn(text)}`);
}

async function textOf(response: http.IncomingMessage): Promise<string> {
  let text = "";
  response.setEncoding("utf8");
  for await (const chunk of response) text += String(chunk);
  return text;
}

function messageIn(text: string): string {
  const content = parse(text);
  const isObject = typeof content === "object" && content !== null;
  return isObject && "message" in content ? String(content.message) : text.split("\n", 1).join("");
}

function documentsIn(text: string): number {
  const content = parse(text);
  return typeof content === "object" && content !== null && "documents" in content ? Number(content.documents) : 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toBytes(chunk: unknown): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
}
