import { IncomingMessage } from "node:http";

/** What a provider is to see of a request. */
export interface HandedRequest {
  readonly method: "GET" | "POST";
  /** Without what our own routes have put before it. */
  readonly path: string;
  readonly query?: URLSearchParams;
  readonly prefix: string;
  readonly headers: IncomingMessage["headers"];
  readonly body?: Uint8Array;
}

/**
 * A fresh request on the connection of another: its body not read yet, its query, method and cookies as we will have
 * them. The real request stays as it is.
 */
export function freshRequest(raw: IncomingMessage, handed: HandedRequest): IncomingMessage {
  const { method, path, query, prefix, headers, body } = handed;
  const request: IncomingMessage & { originalUrl?: string } = new IncomingMessage(raw.socket);
  request.method = method;
  request.url = query ? `${path}?${query.toString()}` : path;
  // From the difference of the two the provider tells what its own addresses begin with.
  request.originalUrl = `${prefix}${request.url}`;
  request.headers = body ? { ...headers, "content-length": String(body.length) } : headers;
  request.httpVersion = raw.httpVersion;
  if (body && body.length > 0) request.push(body);
  // Otherwise the end of this request would close the connection of the real one.
  request.complete = true;
  request.push(null);
  return request;
}
