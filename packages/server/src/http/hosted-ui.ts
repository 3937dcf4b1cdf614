import type { Cognito } from "@cogmock/core";
import type { Oidc } from "@cogmock/oidc";
import { HOSTED_PATHS, type HostedPath } from "@cogmock/oidc/paths";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { AccessLog } from "../logging/access-log.ts";
import { describeDefect } from "../logging/describe-defect.ts";
import { malformedRequest, sendAwsError } from "./aws-error.ts";
import type { BaseUrlReader } from "./base-url.ts";
import type { CallerAddressReader } from "./caller-address.ts";

/** What the domains of user pools need from the server around them. */
export interface HostedUiOptions {
  readonly cognito: Cognito;
  readonly logger: Logger;
  readonly readBaseUrl: BaseUrlReader;
  readonly readCallerAddress: CallerAddressReader;
  readonly trustProxy: boolean;
  readonly accessLog: AccessLog;
}

const NO_BODY = new Uint8Array(0);

/** A pool is told by its id before the path, or by what the request itself names. */
const PREFIXES = ["", "/:userPoolId", "/cognito/:userPoolId"];

/**
 * Serves the OAuth 2.0 endpoints and the sign-in pages. What answers them is loaded at the first request for one: most
 * servers are never asked.
 */
export function addHostedUi(app: FastifyInstance, options: HostedUiOptions): void {
  const { cognito, logger, readBaseUrl, readCallerAddress, trustProxy, accessLog } = options;
  const onDefect = (error: unknown): void => logger.error({ defect: describeDefect(error) });
  let loaded: Promise<Oidc> | undefined;
  const load = async (): Promise<Oidc> => {
    const { createOidc } = await import("@cogmock/oidc");
    return createOidc({ cognito, trustProxy, onDefect });
  };

  const handlerOf =
    (path: HostedPath) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const { raw, body, params } = request;
      const baseUrl = readBaseUrl(raw.headers);
      if (baseUrl === undefined) {
        sendAwsError(request, reply, malformedRequest);
        return;
      }
      const [pathname = ""] = request.url.split("?", 1);
      const userPoolId = userPoolIdIn(params);
      loaded ??= load();
      const oidc = await loaded;
      reply.hijack();
      await oidc.handle({
        raw,
        response: reply.raw,
        path,
        body: body instanceof Uint8Array ? body : NO_BODY,
        baseUrl,
        remoteAddress: readCallerAddress(raw),
        prefix: pathname.slice(0, pathname.length - path.length),
        userPoolId,
      });
    };

  for (const path of HOSTED_PATHS) {
    // Sources spell some paths in different ways.
    for (const spelling of new Set([path, path.toLowerCase()])) {
      for (const prefix of PREFIXES) {
        app.route({
          method: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
          url: `${prefix}${spelling}`,
          onResponse: accessLog,
          handler: handlerOf(path),
        });
      }
    }
  }
}

function userPoolIdIn(params: unknown): string | undefined {
  const value: unknown = typeof params === "object" && params !== null ? Reflect.get(params, "userPoolId") : undefined;
  return typeof value === "string" ? value : undefined;
}
