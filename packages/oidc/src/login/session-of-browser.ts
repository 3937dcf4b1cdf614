import type { IncomingMessage } from "node:http";
import type { HostedUi } from "@cogmock/core";
import type { AuthorizationRequest } from "../authorize/authorization-request.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { freshRequest } from "../provider/hand-over.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { proofsIn, providerIn } from "../provider/session-proofs.ts";
import { reuseSeconds } from "./session-lifetime.ts";

/** Who has signed in with a browser. */
export interface BrowserSession {
  readonly sub: string;
  /** Of the user, as the pool has it. */
  readonly username: string;
}

/** What an authorization request asks of a session. */
export type SessionDemand = Pick<AuthorizationRequest, "maxAge" | "acrValues">;

/** The request of a browser as the library is to see it, for its session alone. */
export function sessionRequest({ raw, prefix }: ClientRequest, path: string): IncomingMessage {
  return freshRequest(raw, { method: "GET", path, prefix, headers: raw.headers });
}

/**
 * The session that a client may still make use of, as the cookies of a request name it.
 *
 * @param demand of a request that is to be answered by the session; a page that only shows who it is has none
 */
export async function findSession(
  hostedUi: HostedUi,
  { provider }: PoolProvider,
  { hosted, response }: ClientRequest,
  request: IncomingMessage,
  demand?: SessionDemand,
): Promise<BrowserSession | undefined> {
  const { accountId, loginTs = 0, amr } = await provider.Session.get(provider.createContext(request, response));
  const { pool, client } = hosted;
  if (accountId === undefined) return undefined;
  // "A federated session is reused by clients that have the same provider": AWS documents.
  const identityProvider = providerIn(amr);
  if (identityProvider !== undefined && !client.settings.SupportedIdentityProviders?.includes(identityProvider)) {
    return undefined;
  }
  const age = hostedUi.now() / 1000 - loginTs;
  if (age >= reuseSeconds(client)) return undefined;
  if (demand?.maxAge !== undefined && age > demand.maxAge) return undefined;
  if (demand && !hostedUi.reachedLevel(hosted, demand.acrValues, proofsIn(amr)).isEnough) return undefined;
  const username = await hostedUi.findActiveUser(pool.id, accountId);
  return username === undefined ? undefined : { sub: accountId, username };
}
