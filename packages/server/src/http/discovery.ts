import type { Cognito } from "@cogmock/core";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AccessLog } from "../logging/access-log.ts";
import { malformedRequest, sendAwsError } from "./aws-error.ts";
import type { BaseUrlReader } from "./base-url.ts";
import { crossOriginHeaders } from "./cross-origin.ts";
import { writeAnswer } from "./write-answer.ts";

/** How long clients may keep a document, in seconds. unconfirmed: AWS's own figure. */
const MAX_AGE_SECONDS = 86_400;

/** An issuer is `{base}/{userPoolId}`; other emulators put `/cognito` before it, and their users rely on that. */
const ISSUER_PATHS = ["/:userPoolId", "/cognito/:userPoolId"];

interface IssuerRoute {
  Params: { readonly userPoolId: string };
}

/** What discovery needs from the server around it. */
export interface DiscoveryOptions {
  readonly cognito: Cognito;
  readonly readBaseUrl: BaseUrlReader;
  readonly accessLog: AccessLog;
}

/** Serves what is public about an issuer: OpenID Connect Discovery 1.0, section 4, and its keys (RFC 7517). */
export function addDiscovery(app: FastifyInstance, { cognito, readBaseUrl, accessLog }: DiscoveryOptions): void {
  for (const issuer of ISSUER_PATHS) {
    app.get<IssuerRoute>(
      `${issuer}/.well-known/openid-configuration`,
      { onResponse: accessLog },
      async (request, reply) => {
        const baseUrl = readBaseUrl(request.raw);
        if (baseUrl === undefined) {
          sendAwsError(request, reply, malformedRequest);
          return;
        }
        const { userPoolId } = request.params;
        sendDocument(request, reply, userPoolId, await cognito.openIdConfiguration(userPoolId, baseUrl));
      },
    );
    app.get<IssuerRoute>(`${issuer}/.well-known/jwks.json`, { onResponse: accessLog }, async (request, reply) => {
      const { userPoolId } = request.params;
      sendDocument(request, reply, userPoolId, await cognito.jwks(userPoolId));
    });
  }
}

function sendDocument(
  request: FastifyRequest<IssuerRoute>,
  reply: FastifyReply,
  userPoolId: string,
  document: string | undefined,
): void {
  const headers = { "content-type": "application/json", ...crossOriginHeaders(request.raw.headers) };
  if (document === undefined) {
    // unconfirmed: status and body of AWS for an unknown pool.
    writeAnswer(reply, 404, headers, JSON.stringify({ message: `User pool ${userPoolId} does not exist.` }));
    return;
  }
  writeAnswer(reply, 200, { ...headers, "cache-control": `public, max-age=${MAX_AGE_SECONDS}` }, document);
}
