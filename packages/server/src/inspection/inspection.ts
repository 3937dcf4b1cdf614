import type { Cognito } from "@cogmock/core";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { BaseUrlReader } from "../http/base-url.ts";
import { createAccessLog } from "../logging/access-log.ts";
import { authority } from "./authority.ts";
import { clock } from "./clock.ts";
import { type Endpoint, Refusal, sendJson } from "./endpoint.ts";
import { exportEverything } from "./export.ts";
import { health } from "./health.ts";
import { importEverything } from "./import.ts";
import { messages } from "./messages.ts";
import { ready } from "./ready.ts";
import { risks } from "./risks.ts";
import { reset } from "./reset.ts";
import { mayChangeState } from "./same-origin.ts";
import { snapshots } from "./snapshots.ts";
import { triggers } from "./triggers.ts";

/** Everything of our own is below this path, where AWS has nothing. */
const ROOT = "/_cogmock";

/** What the inspection endpoints need from the server around them. */
export interface InspectionOptions {
  readonly cognito: Cognito;
  readonly logger: Logger;
  readonly readBaseUrl: BaseUrlReader;
  /** The certificate of the authority behind HTTPS, in PEM; `undefined` where only HTTP is served. */
  readonly authorityCertificate: string | undefined;
  /** Aborts when the server is about to stop: whoever waits for something is answered then. */
  readonly stopping: AbortSignal;
}

/** Serves what people and test suites want to know of a server, or to do to it, and AWS does not offer. */
export function addInspection(
  app: FastifyInstance,
  { cognito, logger, readBaseUrl, authorityCertificate, stopping }: InspectionOptions,
): void {
  const endpoints: readonly Endpoint[] = [
    health,
    ready(cognito),
    authority(authorityCertificate),
    messages(cognito, stopping),
    triggers(cognito),
    ...risks(cognito),
    ...clock(cognito),
    reset(cognito),
    ...snapshots(cognito),
    exportEverything(cognito, logger),
    importEverything(cognito),
  ];

  const handlerOf =
    ({ method, answer }: Endpoint) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      try {
        if (method !== "GET" && !mayChangeState(request.raw, readBaseUrl))
          throw new Refusal(403, "Refused: the request comes from a web page of another origin.");
        await answer(request, reply);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        sendJson(reply, error.status, { message: error.message });
      }
    };

  for (const [path, atPath] of Map.groupBy(endpoints, (endpoint) => endpoint.path)) {
    const url = ROOT + path;
    for (const endpoint of atPath) {
      const route = {
        method: methodsOf(endpoint),
        url,
        onResponse: createAccessLog(logger, endpoint.level),
        handler: handlerOf(endpoint),
      };
      if (endpoint.streamsBody !== true) app.route(route);
      else {
        app.register(async (scope) => {
          scope.removeAllContentTypeParsers();
          scope.addContentTypeParser("*", (_, stream, done) => done(null, stream));
          scope.route(route);
        });
      }
    }
    const allowed = atPath.flatMap(methodsOf);
    const expected = atPath.map(({ method }) => method).join(" or ");
    app.route({
      method: app.supportedMethods.filter((name) => !allowed.includes(name)),
      url,
      onResponse: createAccessLog(logger, atPath[0]?.level),
      handler: async (_, reply) => {
        sendJson(reply, 405, { message: `${readable(url)} expects ${expected}.` }, { allow: allowed.join(", ") });
      },
    });
  }
  app.all(`${ROOT}/*`, { onResponse: createAccessLog(logger) }, async (_, reply) => {
    const known = endpoints.map(({ method, path }) => `${method} ${readable(ROOT + path)}`);
    sendJson(reply, 404, { message: `Nothing here. There are ${known.join(", ")}.` });
  });
}

function methodsOf({ method }: Endpoint): string[] {
  return method === "GET" ? ["GET", "HEAD"] : [method];
}

/** A path as people write it: `/snapshots/{name}`. */
function readable(path: string): string {
  return path.replace(/:(\w+)/, "{$1}");
}
