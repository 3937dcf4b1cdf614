import { generateKeyPairSync, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type HostedUi, OAuthRefusal, StoreUnavailable, type UserPool } from "@cogmock/core";
import { constantTimeEquals } from "@cogmock/crypto";
import type { Configuration, Provider as ProviderType } from "oidc-provider";
import { answerAuthorization } from "../authorize/answer-authorization.ts";
import { errorRedirect } from "../authorize/redirects.ts";
import { registerGrants } from "../token/grants.ts";
import { revokedToken } from "../token/revocation-handle.ts";
import { createAdapter } from "./adapter.ts";
import { authorizationFacts, clientCalls, requireFacts } from "./request-facts.ts";
import { answerAsCognito, storeFailures } from "./cognito-answers.ts";

/** What answers the OAuth 2.0 requests of one pool. */
export interface PoolProvider {
  readonly provider: ProviderType;
  /** Answers a request made by `freshRequest`. @throws StoreUnavailable nothing has been answered */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly sessionCookie: string;
  /** Signs the cookies of the pool's pages. */
  readonly cookieKey: string;
}

/** What a provider is made of. */
export interface PoolProviderOptions {
  readonly hostedUi: HostedUi;
  readonly pool: UserPool;
  readonly sessionCookie: string;
  readonly trustProxy: boolean;
  /** Is told what went wrong that should not have. */
  readonly onDefect: (error: unknown) => void;
}

/** The response mode by which every redirect to an application is made here. */
const RESPONSE_MODE = "cognito";

/** The library will have a key. Nothing is ever signed with it: tokens are Cognito's to make. */
const unusedKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });

type Library = typeof import("oidc-provider");

/** At least one: the library knows no shorter session. */
function secondsUntil(hostedUi: HostedUi, expiresAt: number | undefined): number {
  return Math.max(1, Math.floor(((expiresAt ?? 0) - hostedUi.now()) / 1000));
}

/**
 * The library warns on standard error of a Node.js that says of itself that it is no LTS release. It runs on the others
 * as well, and our own lowest version is the library's.
 */
async function loadLibrary(): Promise<Library> {
  const { release } = process;
  if (release.lts !== undefined) return import("oidc-provider");
  Object.defineProperty(release, "lts", { value: "none", configurable: true });
  try {
    return await import("oidc-provider");
  } finally {
    Reflect.deleteProperty(release, "lts");
  }
}

function configurationOf(
  options: PoolProviderOptions,
  cookieKey: string,
  { default: Provider, errors }: Library,
): Configuration {
  const { hostedUi, pool, sessionCookie } = options;
  const cookie = { httpOnly: true, sameSite: "lax", path: "/", signed: true } as const;
  return {
    adapter: createAdapter({ hostedUi, pool, currentRequest: () => Provider.ctx?.req }),
    jwks: { keys: [{ ...unusedKey, alg: "ES256", use: "sig" }] },
    clientDefaults: { id_token_signed_response_alg: "ES256" },
    responseTypes: ["code"],
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "none"],
    scopes: ["openid"],
    pkce: { required: () => false },
    issueRefreshToken: async () => false,
    expiresWithSession: async () => false,
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope("openid");
      // Not kept: what a code stands for is in the code.
      grant.jti = `${client?.clientId}`;
      return grant;
    },
    interactions: { url: (ctx) => requireFacts(ctx.req).loginLocation },
    renderError: (ctx, out) => {
      if (ctx.oidc.route !== "authorization") ctx.body = { ...out };
      else if (!storeFailures.has(ctx.req)) {
        // Nothing but a defect of ours: our own checks come first.
        ctx.status = 302;
        ctx.set("location", errorRedirect({ ...requireFacts(ctx.req).request, error: "server_error" }));
      }
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: async (ctx, client, token) => {
          const hosted = await hostedUi.findClient(client.clientId);
          const call = clientCalls.get(ctx.req);
          if (!hosted || !call) throw new Error("a revocation without its client");
          await hostedUi.revoke(call, hosted, revokedToken(token.jti)).catch((thrown: unknown) => {
            if (!(thrown instanceof OAuthRefusal)) throw thrown;
            throw new errors.OIDCProviderError(thrown.code === "invalid_client" ? 401 : 400, thrown.code);
          });
          // Done: the library has nothing to revoke.
          return false;
        },
      },
    },
    routes: {
      authorization: "/oauth2/authorize",
      token: "/oauth2/token",
      revocation: "/oauth2/revoke",
    },
    cookies: {
      names: { session: sessionCookie, interaction: `${sessionCookie}-interaction`, resume: `${sessionCookie}-resume` },
      keys: [cookieKey],
      long: cookie,
      short: cookie,
    },
    ttl: {
      // The library's sessions slide. Cognito's end when they end, counted from their sign-in.
      Session: (ctx) => secondsUntil(hostedUi, requireFacts(ctx.req).sessionExpiresAt),
      Interaction: 300,
      Grant: 300,
      AuthorizationCode: 300,
    },
  };
}

/** Makes what answers the OAuth 2.0 requests of a pool. Nothing of its clients or users is kept in it. */
export async function createPoolProvider(options: PoolProviderOptions): Promise<PoolProvider> {
  const { hostedUi, pool, sessionCookie, trustProxy, onDefect } = options;
  const [library, cookieKey] = await Promise.all([loadLibrary(), hostedUi.cookieKey(pool.id)]);
  const { default: Provider } = library;
  // Nobody sees this issuer: the one of the tokens is Cognito's to say.
  const provider = new Provider(`http://localhost/${pool.id}`, configurationOf(options, cookieKey, library));
  provider.proxy = trustProxy;
  provider.silent = true;
  provider.on("server_error", (ctx, error: unknown) => {
    if (error instanceof StoreUnavailable) storeFailures.set(ctx.req, error);
    else onDefect(error);
  });
  provider.Client.prototype.redirectUriAllowed = (uri: string) => {
    const request = Provider.ctx?.req;
    return request !== undefined && authorizationFacts.get(request)?.request.redirectUri === uri;
  };
  provider.Client.prototype.compareClientSecret = async function compareClientSecret(
    this: { readonly clientId: string },
    given: string,
  ) {
    const secrets = (await hostedUi.findClient(this.clientId))?.client.secrets ?? [];
    // The library has read the header as a form, in which `+` is a space. Secrets may have the one, and never the other.
    const presented = given.replaceAll(" ", "+");
    return secrets.some(({ value }) => constantTimeEquals(value, presented));
  };
  // As AWS's codes look. The types do not know the method.
  Object.assign(provider.AuthorizationCode.prototype, { generateTokenId: () => randomUUID() });
  provider.registerResponseMode(RESPONSE_MODE, (ctx, _, out) => answerAuthorization(hostedUi, ctx, out));
  registerGrants(provider, hostedUi);
  provider.use(answerAsCognito);
  const callback = provider.callback();
  return {
    provider,
    sessionCookie,
    cookieKey,
    answer: async (request, response) => {
      await callback(request, response);
      const failure = storeFailures.get(request);
      if (failure) throw failure;
    },
  };
}

/** What every authorization request asks the library for: the rest is Cognito's own, and in the facts of the request. */
export const FIXED_PARAMETERS: Readonly<Record<string, string>> = {
  response_type: "code",
  scope: "openid",
  response_mode: RESPONSE_MODE,
};
