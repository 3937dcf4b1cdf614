import * as http from "node:http";
import * as https from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CommandError } from "@cogmock/app-server";
import { systemCodeOf } from "@cogmock/server";

/** What is sent. */
export interface Body {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** In bytes, where it is known. */
  readonly size?: number | undefined;
}

/** A request whose answer has begun. */
export interface Exchange {
  readonly response: http.IncomingMessage;
  readonly sending: http.ClientRequest;
}

/**
 * Sends a request, and resolves with its answer as soon as that begins: a refusal may come before all is sent.
 *
 * @throws CommandError no server answers
 */
export async function exchange(
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

/** The JSON object of an answer; an empty one where the answer is something else. */
export async function jsonOf(response: http.IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  return objectIn(await textOf(response));
}

/** What a server said that did not do what it was asked. */
export async function refusal(endpoint: string, response: http.IncomingMessage): Promise<CommandError> {
  const text = await textOf(response);
  const { message = text.split("\n", 1).join("") } = objectIn(text);
  return new CommandError(`${endpoint} answers ${response.statusCode}: ${String(message)}`);
}

async function textOf(response: http.IncomingMessage): Promise<string> {
  let text = "";
  response.setEncoding("utf8");
  for await (const chunk of response) text += String(chunk);
  return text;
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === "object" && content !== null ? { ...content } : {};
  } catch {
    return {};
  }
}
