import type { Authorization, HostedUi, UserPool } from "@cogmock/core";
import type { Adapter, ClientMetadata } from "oidc-provider";
import type { IncomingMessage } from "node:http";
import { proofsIn } from "./session-proofs.ts";
import { requireFacts } from "./request-facts.ts";

/** What an adapter works on. */
export interface AdapterScope {
  readonly hostedUi: HostedUi;
  readonly pool: UserPool;
  /** The request that the provider is answering. */
  readonly currentRequest: () => IncomingMessage | undefined;
}

/** Keeps nothing: for the provider's own tokens, grants and interactions, none of which is ever made use of. */
const nothingKept: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};

/** A redirect URI for the provider's own check of a client, which does not know all that AWS allows. Never redirected to. */
const PLACEHOLDER = "https://placeholder.invalid/";

/** App clients, as they are at the moment. */
function clients({ hostedUi, pool }: AdapterScope): Adapter {
  return {
    ...nothingKept,
    async find(id) {
      const hosted = await hostedUi.findClient(id);
      if (!hosted || hosted.pool.id !== pool.id) return undefined;
      const [secret] = hosted.client.secrets;
      const metadata: ClientMetadata = {
        client_id: id,
        redirect_uris: [PLACEHOLDER],
        response_types: ["code"],
        grant_types: ["authorization_code", "refresh_token", "client_credentials"],
        token_endpoint_auth_method: secret ? "client_secret_basic" : "none",
        ...(secret && { client_secret: secret.value }),
      };
      return metadata;
    },
  };
}

/**
 * Sessions of single sign-on. The library saves a session whenever it is used. It stays as its sign-in made it: else a use
 * would bring back one that is just being ended.
 */
function sessions({ hostedUi, pool }: AdapterScope): Adapter {
  return {
    ...nothingKept,
    async find(id) {
      const session = await hostedUi.findSession(pool.id, id);
      // Its end is the store's to know, by Cognito's clock: `exp` and `iat`, by the machine's, stay out.
      return session && structuredClone(session.payload);
    },
    destroy: (id) => hostedUi.endSession(pool.id, id),
  };
}

/** Authorization codes. What they stand for is Cognito's own document, not the provider's. */
function codes({ hostedUi, currentRequest }: AdapterScope): Adapter {
  return {
    ...nothingKept,
    async upsert(code, payload) {
      const facts = requireFacts(currentRequest());
      const { request, hosted, eventId } = facts;
      const proofs = proofsIn(payload.amr);
      const authorization: Authorization = {
        userPoolId: hosted.pool.id,
        clientId: hosted.client.id,
        redirectUri: request.redirectUri,
        scopes: request.scopes,
        nonce: request.nonce,
        resource: request.resource,
        codeChallenge: request.codeChallenge,
        ssoSessionId: await facts.ssoSessionId(),
        signIn: {
          sub: payload.accountId ?? "",
          authenticatedAt: (payload.authTime ?? 0) * 1000,
          proofs,
          acr: payload.acr ?? hostedUi.reachedLevel(hosted, request.acrValues, proofs).acr,
          eventId,
        },
      };
      if (request.isImplicit) facts.authorization = authorization;
      else await hostedUi.keepCode(code, authorization);
    },
  };
}

/** What is to be revoked: found by any handle, for it is Cognito that knows refresh tokens. */
const refreshTokens: Adapter = {
  ...nothingKept,
  find: async (handle) => ({ kind: "RefreshToken", jti: handle, clientId: "" }),
};

/** Makes what a pool's provider keeps its things in: Cognito's store, by way of core. */
export function createAdapter(scope: AdapterScope): (model: string) => Adapter {
  const kept: Readonly<Record<string, Adapter>> = {
    Client: clients(scope),
    Session: sessions(scope),
    AuthorizationCode: codes(scope),
    RefreshToken: refreshTokens,
  };
  return (model) => kept[model] ?? nothingKept;
}
