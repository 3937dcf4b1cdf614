import { type Cognito, StoreUnavailable } from "@cogmock/core";
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import type { Logger } from "pino";
import { createAwsApi } from "./http/aws-api.ts";
import { createCallerAddressReader } from "./http/caller-address.ts";
import {
  type AwsHttpError,
  bodyTooLarge,
  internalError,
  malformedRequest,
  sendAwsError,
  serviceUnavailable,
} from "./http/aws-error.ts";
import { createBaseUrlReader } from "./http/base-url.ts";
import { answerClientError } from "./http/client-error.ts";
import { answerPreflight } from "./http/cross-origin.ts";
import { addHostedUi, hostedConstraint, isHosted } from "./http/hosted-ui.ts";
import { addDiscovery } from "./http/discovery.ts";
import { welcome } from "./http/welcome.ts";
import { writeAnswer } from "./http/write-answer.ts";
import { addInspection } from "./inspection/inspection.ts";
import { createAccessLog } from "./logging/access-log.ts";
import { describeDefect } from "./logging/describe-defect.ts";

/** What a server is made of. */
export interface ServerOptions {
  readonly cognito: Cognito;
  readonly logger: Logger;
  /** Whether X-Forwarded-Host and X-Forwarded-Proto are believed; only right behind a proxy that sets them. */
  readonly trustProxy?: boolean;
  /** The certificate of the authority behind HTTPS, in PEM, for clients to fetch; absent where only HTTP is served. */
  readonly authorityCertificate?: string | undefined;
  /** Whether the sign-in pages that ask for a code show the last one that was sent; they do where nothing is said. */
  readonly showCodes?: boolean;
}

/** The largest request: above any that the service's constraints allow (images of a managed login branding). */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** How long a caller may take to send a request: an import of many users is one, too. Its head has a minute, as Node has it. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;
/** Longer than any name in a path, so that one that is too long is told so. */
const MAX_PARAMETER_LENGTH = 1_000;

/**
 * A Cognito as an HTTP server, not yet listening: the AWS JSON API, discovery and keys of every pool, the domains of
 * user pools, and the inspection endpoints below `/_cogmock/`. Closing it neither closes the Cognito nor its store.
 */
export function createServer({
  cognito,
  logger,
  trustProxy = false,
  authorityCertificate,
  showCodes = true,
}: ServerOptions): FastifyInstance {
  const readBaseUrl = createBaseUrlReader({ trustProxy });
  const accessLog = createAccessLog(logger);
  const fail = createErrorHandler(logger);
  const app = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: {
      maxParamLength: MAX_PARAMETER_LENGTH,
      constraints: { [hostedConstraint.name]: hostedConstraint },
    },
    requestTimeout: REQUEST_TIMEOUT_MS,
    // While stopping, a request that still gets in is answered like any other; its connection ends with it.
    return503OnClosing: false,
    frameworkErrors: fail,
    clientErrorHandler: answerClientError,
  });
  const stopping = new AbortController();
  app.addHook("preClose", async () => stopping.abort());
  app.setErrorHandler(fail);
  // The body belongs to the protocol, whatever its content type says.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));

  const readCallerAddress = createCallerAddressReader({ trustProxy });
  const awsApi = createAwsApi({
    cognito,
    logger,
    readBaseUrl,
    readCallerAddress,
    isStopping: () => stopping.signal.aborted,
  });
  app.post("*", awsApi);
  app.options("*", { onResponse: createAccessLog(logger, "debug") }, answerPreflight);
  app.get("/", { onResponse: accessLog }, async (request, reply) => {
    const text = welcome(readBaseUrl(request.raw));
    writeAnswer(reply, 200, { "content-type": "text/plain; charset=utf-8" }, text);
  });
  addDiscovery(app, { cognito, readBaseUrl, accessLog });
  const answerHosted = addHostedUi(app, {
    cognito,
    logger,
    readBaseUrl,
    readCallerAddress,
    trustProxy,
    showCodes,
    accessLog,
  });
  addInspection(app, { cognito, logger, readBaseUrl, authorityCertificate, stopping: stopping.signal });
  app.setNotFoundHandler(async (request, reply) => {
    if (isHosted(request)) {
      await answerHosted(request, reply);
      accessLog(request, reply, () => {});
      return;
    }
    const message = `There is nothing at ${request.method} ${request.url.split("?", 1)[0]}.`;
    writeAnswer(reply, 404, { "content-type": "application/json" }, JSON.stringify({ message }));
    accessLog(request, reply, () => {});
  });
  return app;
}

function createErrorHandler(
  logger: Logger,
): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void {
  return (error, request, reply) => {
    const answer = toAwsHttpError(error);
    const requestId = sendAwsError(request, reply, answer);
    const line = { requestId, outcome: answer.name, status: answer.status };
    if (answer === internalError) logger.error({ ...line, defect: describeDefect(error) });
    else if (answer === serviceUnavailable) logger.warn({ ...line, unavailable: error.message });
    else logger.info(line);
  };
}

function toAwsHttpError(error: FastifyError | StoreUnavailable): AwsHttpError {
  if (error instanceof StoreUnavailable) return serviceUnavailable;
  const { statusCode = 500 } = error;
  if (statusCode === 413) return bodyTooLarge;
  return statusCode < 500 ? malformedRequest : internalError;
}
