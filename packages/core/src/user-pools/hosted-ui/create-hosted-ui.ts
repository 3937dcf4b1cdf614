import { sha256Base64Url } from "@cogmock/crypto";
import type { RequestContext, RunDecision } from "../../dispatch.ts";
import type { OperationContext } from "../../operation-context.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import { findPoolByDomain } from "../domains/find-pool-by-domain.ts";
import { keepFederation, takeFederation } from "../federation/federation-request.ts";
import { signInFederated } from "../federation/sign-in-federated.ts";
import { findIdentityProvider } from "../identity-providers/identity-provider.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { findTermsLinks } from "../terms/terms-links.ts";
import { userPoolIdOfToken } from "../tokens/access-token.ts";
import { requireSigningKey } from "../tokens/signing-keys.ts";
import { users } from "../users/users.collection.ts";
import { answerHostedChallenge, beginHostedSignIn } from "./begin-hosted-sign-in.ts";
import { findSentCode } from "./find-sent-code.ts";
import { grantClientCredentials } from "./grant-client-credentials.ts";
import { grantTokens, type HostedClient } from "./grant-tokens.ts";
import { findHostedLook, isClassic } from "./hosted-look.ts";
import { hostedSessions } from "./hosted-sessions.collection.ts";
import type { HostedCall, HostedUi } from "./hosted-ui.ts";
import { keepCode } from "./issue-code.ts";
import { reachedLevel, targetLevels } from "./reached-level.ts";
import { redeemCode } from "./redeem-code.ts";
import { completeHostedPasskey, startHostedPasskey } from "./register-passkey.ts";
import { rememberSignUp } from "./remember-sign-up.ts";
import { refreshGrant } from "./refresh-grant.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { beginHostedSession, useHostedSession } from "./single-sign-on.ts";
import { userInfo } from "./user-info.ts";

/** What the hosted UI is made of. */
export interface HostedUiOptions {
  readonly ports: Omit<RequestContext, "region" | "accountId" | "requestId" | "baseUrl" | "caller">;
  readonly runDecision: RunDecision;
  readonly newRequestId: () => string;
  /** Of prefix domains that name none. */
  readonly defaultRegion: string;
}

/** Keeps apart what is derived of a signing key for another purpose. */
const COOKIES = "cogmock hosted UI cookies";

/** Makes what the OAuth 2.0 endpoints and the sign-in pages need. */
export function createHostedUi({ ports, runDecision, newRequestId, defaultRegion }: HostedUiOptions): HostedUi {
  const { store, clock } = ports;

  const decide = <T>(
    { baseUrl, caller }: HostedCall,
    { pool: { region, accountId } }: HostedClient,
    decision: (context: OperationContext) => Promise<T>,
  ): Promise<T> => {
    const request = { ...ports, region, accountId, requestId: newRequestId(), baseUrl, caller };
    return runDecision(request, decision);
  };

  return {
    now: () => clock.now(),
    findPool: (userPoolId) => store.get(userPools, [userPoolId]),
    findPoolByDomain: (host) => findPoolByDomain({ store, region: defaultRegion }, host),
    async findClient(clientId) {
      const client = await store.get(userPoolClients, [clientId]);
      const pool = client && (await store.get(userPools, [client.userPoolId]));
      return pool && { pool, client };
    },
    userPoolIdOf: userPoolIdOfToken,
    async cookieKey(userPoolId) {
      const { privateKey } = await requireSigningKey({ store }, userPoolId, "access");
      return sha256Base64Url(JSON.stringify([COOKIES, privateKey]));
    },
    findLook: (hosted) => findHostedLook({ store }, hosted),
    async findActiveUser(userPoolId, sub) {
      const user = await store.get(users, [userPoolId, sub]);
      return user?.enabled === true ? user.username : undefined;
    },
    reachedLevel,
    requestedLevels: targetLevels,
    signIn: (call, hosted, input) => decide(call, hosted, (context) => beginHostedSignIn(context, hosted, input)),
    answer: (call, hosted, answer) => decide(call, hosted, (context) => answerHostedChallenge(context, hosted, answer)),
    rememberSignUp: (call, hosted, sub) => decide(call, hosted, (context) => rememberSignUp(context, hosted, sub)),
    findSentCode: (hosted, awaited) => findSentCode({ store, clock }, hosted, awaited),
    findTermsLinks: async ({ pool, client }, language) =>
      isClassic(pool) ? undefined : findTermsLinks({ store }, client, language),
    startPasskey: (call, hosted, sub) => decide(call, hosted, (context) => startHostedPasskey(context, hosted, sub)),
    completePasskey: (call, hosted, passkey) =>
      decide(call, hosted, (context) => completeHostedPasskey(context, hosted, passkey)),
    async findIdentityProviders({ pool, client }) {
      const names = client.settings.SupportedIdentityProviders ?? [];
      const found = await Promise.all(names.map((name) => findIdentityProvider({ store }, pool, name)));
      return found.filter((provider) => provider !== undefined);
    },
    keepFederation: (state, request) => keepFederation({ store, clock }, state, request),
    takeFederation: (state) => takeFederation({ store, clock }, state),
    signInFederated: (call, hosted, provider, assertion) =>
      decide(call, hosted, (context) => signInFederated(context, hosted, provider, assertion)),
    findSession: (userPoolId, id) => store.get(hostedSessions, [userPoolId, sha256Base64Url(id)]),
    beginSession: (call, hosted, session) =>
      decide(call, hosted, (context) => beginHostedSession(context, hosted, session)),
    useSession: (call, hosted, id) => decide(call, hosted, (context) => useHostedSession(context, hosted.pool, id)),
    async endSession(userPoolId, id) {
      const session = await store.get(hostedSessions, [userPoolId, sha256Base64Url(id)]);
      if (session) await store.commit([hostedSessions.delete(session, { expect: "any" })]);
    },
    keepCode: (code, authorization) => keepCode({ store, clock }, code, authorization),
    redeemCode: (call, hosted, input) => decide(call, hosted, (context) => redeemCode(context, hosted, input)),
    implicitTokens: (call, hosted, authorization) =>
      decide(call, hosted, async (context) => {
        const { tokens, writes } = await grantTokens(context, hosted, authorization);
        await store.commit(writes);
        const { RefreshToken: _, ...visible } = tokens;
        return visible;
      }),
    refreshTokens: (call, hosted, token) => decide(call, hosted, (context) => refreshGrant(context, hosted, token)),
    clientCredentials: (call, hosted, input) =>
      decide(call, hosted, (context) => grantClientCredentials(context, hosted, input)),
    revoke: (call, hosted, token) => decide(call, hosted, (context) => revokeGrant(context, hosted, token)),
    userInfo: (userPoolId, accessToken) => userInfo({ store, clock }, userPoolId, accessToken),
  };
}
