import type { Cognito, Message } from "@cogmock/core";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { BaseUrlReader } from "../http/base-url.ts";
import { type AnswerHeaders, writeAnswer } from "../http/write-answer.ts";
import { createAccessLog } from "../logging/access-log.ts";
import { version } from "../version.ts";
import { mayChangeState } from "./same-origin.ts";

/** Everything of our own is below this path, where AWS has nothing. */
const ROOT = "/_cogmock";

/** What the inspection endpoints need from the server around them. */
export interface InspectionOptions {
  readonly cognito: Cognito;
  readonly logger: Logger;
  readonly readBaseUrl: BaseUrlReader;
}

interface Endpoint {
  readonly method: "GET" | "POST";
  readonly level?: "debug";
  readonly answer: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
}

/** Serves what people and test suites want to know of a server, or to do to it, and AWS does not offer. */
export function addInspection(app: FastifyInstance, { cognito, logger, readBaseUrl }: InspectionOptions): void {
  const endpoints: Readonly<Record<string, Endpoint>> = {
    // Asked for every few seconds by container platforms, hence logged only on request.
    "/health": {
      method: "GET",
      level: "debug",
      answer: async (_, reply) => sendJson(reply, 200, { status: "ok", version }),
    },
    "/messages": {
      method: "GET",
      answer: async (request, reply) => sendMessages(request, reply, await cognito.listMessages()),
    },
    "/reset": {
      method: "POST",
      answer: async (request, reply) => {
        if (!mayChangeState(request.raw.headers, readBaseUrl)) {
          sendJson(reply, 403, { message: "Refused: the request comes from a web page of another origin." });
          return;
        }
        await cognito.reset();
        writeAnswer(reply, 204, {});
      },
    },
  };

  for (const [path, { method, level, answer }] of Object.entries(endpoints)) {
    const onResponse = createAccessLog(logger, level);
    const allowed = method === "GET" ? ["GET", "HEAD"] : [method];
    app.route({ method: allowed, url: ROOT + path, onResponse, handler: answer });
    app.route({
      method: app.supportedMethods.filter((name) => !allowed.includes(name)),
      url: ROOT + path,
      onResponse,
      handler: async (_, reply) => {
        sendJson(reply, 405, { message: `${ROOT}${path} expects ${method}.` }, { allow: allowed.join(", ") });
      },
    });
  }
  app.all(`${ROOT}/*`, { onResponse: createAccessLog(logger) }, async (_, reply) => {
    const known = Object.entries(endpoints).map(([path, { method }]) => `${method} ${ROOT}${path}`);
    sendJson(reply, 404, { message: `Nothing here. There are ${known.join(", ")}.` });
  });
}

const FILTERS = ["userPoolId", "username", "medium"] as const satisfies (keyof Message)[];

/** Answers with the messages that equal the query in every filter it names. */
function sendMessages(request: FastifyRequest, reply: FastifyReply, messages: readonly Message[]): void {
  const [, query = ""] = request.url.split("?", 2);
  let found = messages;
  for (const [name, value] of new URLSearchParams(query)) {
    const filter = FILTERS.find((candidate) => candidate === name);
    if (filter === undefined) {
      const message = `Unknown query parameter ${JSON.stringify(name)}; known are ${FILTERS.join(", ")}.`;
      sendJson(reply, 400, { message });
      return;
    }
    found = found.filter((message) => message[filter] === value);
  }
  sendJson(reply, 200, found);
}

function sendJson(reply: FastifyReply, status: number, value: object, headers: AnswerHeaders = {}): void {
  const all = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers };
  writeAnswer(reply, status, all, JSON.stringify(value));
}
