import type { IncomingMessage } from "node:http";
import { type HostedUi, isClassic, ssoMinutes } from "@cogmock/core";
import type { AuthorizationRequest } from "../authorize/authorization-request.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { freshRequest } from "../provider/hand-over.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { proofsIn } from "../provider/session-proofs.ts";

/** Who has signed in with a browser. */
export interface BrowserSession {
  readonly sub: string;
  /** Of the user, as the pool has it. */
  readonly username: string;
  /** As the browser's cookie has it. */
  readonly id: string;
  /** Milliseconds. */
  readonly expiresAt: number;
}

/** What an authorization request asks of a session. */
export type SessionDemand = Pick<AuthorizationRequest, "maxAge" | "acrValues">;

/** The request of a browser as the library is to see it, for its session alone. */
export function sessionRequest({ raw, prefix }: Pick<ClientRequest, "raw" | "prefix">, path: string): IncomingMessage {
  return freshRequest(raw, { method: "GET", path, prefix, headers: raw.headers });
}

/**
 * The session that a client may still make use of, as the cookies of a request name it.
 *
 * @param demand of a request that is to be answered by the session; a page that only shows who it is has none
 */
export async function findSession(
  hostedUi: HostedUi,
  { provider, sessionCookie }: PoolProvider,
  { hosted, response }: ClientRequest,
  request: IncomingMessage,
  demand?: SessionDemand,
): Promise<BrowserSession | undefined> {
  const { pool, client } = hosted;
  const id = provider.createContext(request, response).cookies.get(sessionCookie, { signed: true });
  const session = id === undefined ? undefined : await hostedUi.findSession(pool.id, id);
  if (id === undefined || !session) return undefined;
  const { sub, authenticatedAt, identityProvider, payload, expiresAt } = session;
  // Whoever has signed in on the pages of one version signs in anew on those of the other (AWS documents).
  if ((session.isClassic ?? false) !== isClassic(pool)) return undefined;
  // A federated session is reused by clients that have the same provider alone (AWS documents).
  if (identityProvider !== undefined && !client.settings.SupportedIdentityProviders?.includes(identityProvider)) {
    return undefined;
  }
  const age = (hostedUi.now() - authenticatedAt) / 1000;
  if (age >= ssoMinutes(pool, client) * 60) return undefined;
  if (demand?.maxAge !== undefined && age > demand.maxAge) return undefined;
  if (demand && !hostedUi.reachedLevel(hosted, demand.acrValues, proofsIn(payload["amr"])).isEnough) return undefined;
  const username = await hostedUi.findActiveUser(pool.id, sub);
  return username === undefined ? undefined : { sub, username, id, expiresAt };
}
