import { connect, type Socket } from "node:net";
import { type BenchRequest, toBytes } from "./request.ts";

/** How much to ask: for some seconds, or so many requests. */
export type LoadSize = {
  readonly connections?: number;
  /** Gets the body of every answer, in no particular order. */
  readonly keep?: (body: string) => void;
  /**
   * What is asked after an answer by redirect, on the same connection, of which that address is. The two count as one.
   *
   * @param location the address
   */
  readonly follow?: (location: string) => BenchRequest;
} & ({ readonly seconds: number } | { readonly requests: number });

/** How many connections ask at the same time, each waiting for its answer before it asks again. */
const CONNECTIONS = 16;
/** Whatever is asked for, a load is over after this long; without any answer for this long, it has failed. */
const LOAD_LIMIT_MS = 90_000;
const ANSWER_LIMIT_MS = 10_000;

/**
 * Asks a server as fast as it answers. Answers are told apart by their status and length alone: a full HTTP client costs
 * more than the servers that are measured, and it would be the client that is measured then.
 *
 * @param url of the server, or of several, among which the connections are dealt out
 * @param request what to ask, or what makes the next one
 * @returns answers per second, not counting redirects
 * @throws Error an answer was no success: how many, and what the first one said
 */
export async function load(
  url: string | readonly string[],
  request: BenchRequest | (() => BenchRequest),
  size: LoadSize,
): Promise<number> {
  const servers = [url].flat().map((each) => new URL(each));
  const host = servers[0]?.host ?? "";
  const fixed = typeof request === "function" ? undefined : toBytes(host, request);
  const nextBytes = typeof request === "function" ? () => toBytes(host, request()) : () => fixed ?? "";
  const startedAt = performance.now();
  const endAt = startedAt + Math.min(LOAD_LIMIT_MS, "seconds" in size ? size.seconds * 1_000 : LOAD_LIMIT_MS);
  const maximum = "requests" in size ? size.requests : Number.POSITIVE_INFINITY;
  let asked = 0;
  let answered = 0;
  let failed = 0;
  let firstFailure = "";

  const next = (): string | undefined => {
    if (asked === maximum || performance.now() >= endAt) return undefined;
    asked += 1;
    return nextBytes();
  };
  const answer = (head: string, body: string): string | undefined => {
    const status = head.slice(9, 12);
    const location = /\r\nlocation: ([^\r]+)\r\n/i.exec(head)?.[1];
    if (size.follow && status === "302" && location !== undefined) return toBytes(host, size.follow(location));
    answered += 1;
    if (status === "200") size.keep?.(body);
    else {
      failed += 1;
      firstFailure ||= `${status} ${location ?? body}`;
    }
    return undefined;
  };
  const connections = Array.from({ length: size.connections ?? CONNECTIONS }, (_, index) => {
    const { hostname, port } = servers[index % servers.length] ?? {};
    return converse(connect({ host: hostname, port: Number(port), noDelay: true }), next, answer);
  });
  await Promise.all(connections);
  const milliseconds = performance.now() - startedAt;
  if (failed > 0) throw new Error(`${failed} of ${answered} answers failed, the first with ${firstFailure}`);
  return (answered / milliseconds) * 1_000;
}

/**
 * One connection: asks, reads the whole answer, asks again, until there is nothing left to ask.
 *
 * @param answer takes the head and the body of an answer, and returns what is to be asked because of it
 */
function converse(
  socket: Socket,
  next: () => string | undefined,
  answer: (head: string, body: string) => string | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = "";
    const ask = (following?: string): void => {
      const bytes = following ?? next();
      if (bytes === undefined) socket.end(() => resolve());
      else socket.write(bytes);
    };
    socket.setEncoding("latin1");
    socket.setTimeout(ANSWER_LIMIT_MS, () => socket.destroy(new Error("A request was not answered.")));
    socket.on("connect", () => ask());
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("The server closed a connection.")));
    socket.on("data", (chunk: string) => {
      received += chunk;
      const bodyAt = received.indexOf("\r\n\r\n") + 4;
      if (bodyAt < 4) return;
      const head = received.slice(0, bodyAt);
      const length = Number(/\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1]);
      if (received.length < bodyAt + length) return;
      const following = answer(head, received.slice(bodyAt));
      received = "";
      ask(following);
    });
  });
}
