import type { Cognito } from "@cogmock/core";
import type { Oidc } from "@cogmock/oidc";
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from "fastify";
import type { Logger } from "pino";
import type { AccessLog } from "../logging/access-log.ts";
import { describeDefect } from "../logging/describe-defect.ts";
import { malformedRequest, sendAwsError } from "./aws-error.ts";
import type { BaseUrlReader } from "./base-url.ts";
import type { CallerAddressReader } from "./caller-address.ts";
import { findHostedAddress } from "./hosted-path.ts";

/** What the domains of user pools need from the server around them. */
export interface HostedUiOptions {
  readonly cognito: Cognito;
  readonly logger: Logger;
  readonly readBaseUrl: BaseUrlReader;
  readonly readCallerAddress: CallerAddressReader;
  readonly trustProxy: boolean;
  /** Whether pages that ask for a code show the last one that was sent. */
  readonly showCodes: boolean;
  readonly accessLog: AccessLog;
}

const NO_BODY = new Uint8Array(0);

const HOSTED = "yes";
const NOT_HOSTED = "no";
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

function pathnameOf(url: string): string {
  const [pathname = ""] = url.split("?", 1);
  return pathname;
}

type Constraint = NonNullable<NonNullable<FastifyServerOptions["routerOptions"]>["constraints"]>[string];
type Handler = Parameters<ReturnType<Constraint["storage"]>["set"]>[1];

/**
 * Makes fastify tell requests to the domains of user pools from others: a route of its own for each path, method and
 * way to name the pool would cost every server ten mebibytes.
 */
export const hostedConstraint: Constraint = {
  name: "isHosted",
  storage: () => {
    const handlers = new Map<string, Handler>();
    return {
      get: (value) => handlers.get(value) ?? null,
      set: (value, handler) => void handlers.set(value, handler),
    };
  },
  deriveConstraint: ({ url = "" }) => (findHostedAddress(pathnameOf(url)) ? HOSTED : NOT_HOSTED),
};

/** Whether a request is for a path of a user pool's domain, whatever its method. */
export function isHosted({ url }: Pick<FastifyRequest, "url">): boolean {
  return findHostedAddress(pathnameOf(url)) !== undefined;
}

/** Answers a request for a path of a user pool's domain. */
export type AnswerHosted = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/**
 * Serves the OAuth 2.0 endpoints and the sign-in pages. What answers them is loaded at the first request for one: most
 * servers are never asked.
 *
 * @returns what answers them, for requests of methods that have no route: they are refused there, too
 */
export function addHostedUi(app: FastifyInstance, options: HostedUiOptions): AnswerHosted {
  const { cognito, logger, readBaseUrl, readCallerAddress, trustProxy, showCodes, accessLog } = options;
  const onDefect = (error: unknown): void => logger.error({ defect: describeDefect(error) });
  let loaded: Promise<Oidc> | undefined;
  const load = async (): Promise<Oidc> => {
    const { createOidc } = await import("@cogmock/oidc");
    return createOidc({ cognito, trustProxy, showCodes, onDefect });
  };

  const answerHosted: AnswerHosted = async (request, reply) => {
    const { raw, body } = request;
    const baseUrl = readBaseUrl(raw);
    const address = findHostedAddress(pathnameOf(request.url));
    if (baseUrl === undefined || address === undefined) {
      sendAwsError(request, reply, malformedRequest);
      return;
    }
    loaded ??= load();
    const oidc = await loaded;
    reply.hijack();
    await oidc.handle({
      raw,
      response: reply.raw,
      body: body instanceof Uint8Array ? body : NO_BODY,
      baseUrl,
      remoteAddress: readCallerAddress(raw),
      ...address,
    });
  };
  app.route({
    method: METHODS,
    url: "*",
    constraints: { [hostedConstraint.name]: HOSTED },
    onResponse: accessLog,
    handler: answerHosted,
  });
  return answerHosted;
}
