import type { HostedRequest } from "../http/hosted-request.ts";
import { freshRequest } from "../provider/hand-over.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { clientCalls } from "../provider/request-facts.ts";
import { revocationHandle } from "./revocation-handle.ts";

async function handOver(
  poolProvider: PoolProvider,
  request: HostedRequest,
  path: "/oauth2/token" | "/oauth2/revoke",
  body: Uint8Array,
): Promise<void> {
  const { raw, prefix, call, response } = request;
  const { accept: _, origin: __, ...headers } = raw.headers;
  const sub = freshRequest(raw, { method: "POST", path, prefix, headers, body });
  clientCalls.set(sub, call);
  await poolProvider.answer(sub, response);
}

/**
 * `POST /oauth2/token`
 *
 * @see "The token issuer endpoint" in the Amazon Cognito Developer Guide
 */
export async function answerToken(poolProvider: PoolProvider, request: HostedRequest): Promise<void> {
  await handOver(poolProvider, request, "/oauth2/token", request.body);
}

/**
 * `POST /oauth2/revoke`
 *
 * @see "The revocation endpoint" in the Amazon Cognito Developer Guide
 */
export async function answerRevoke(poolProvider: PoolProvider, request: HostedRequest): Promise<void> {
  const revised = new URLSearchParams();
  for (const [name, value] of request.form)
    revised.append(name, name === "token" && value ? revocationHandle(value) : value);
  await handOver(poolProvider, request, "/oauth2/revoke", Buffer.from(revised.toString()));
}
