import type { FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";

/** An `onResponse` hook that logs a request which is no AWS operation. */
export type AccessLog = (request: FastifyRequest, reply: FastifyReply, done: () => void) => void;

/** Logs method, path, status and duration. The query stays out: it can hold codes and tokens. */
export function createAccessLog(logger: Logger, level: "info" | "debug" = "info"): AccessLog {
  return ({ method, url }, { statusCode, elapsedTime }, done) => {
    logger[level]({
      method,
      path: url.split("?", 1)[0],
      outcome: statusCode < 400 ? "ok" : "refused",
      status: statusCode,
      durationMs: Math.round(elapsedTime * 100) / 100,
    });
    done();
  };
}
