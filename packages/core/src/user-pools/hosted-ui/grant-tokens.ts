import type { AuthenticationResultType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import { mayRead } from "../attributes/client-permissions.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { tracksSessions } from "../sessions/session-configuration.ts";
import { trackSession } from "../sessions/track-session.ts";
import { issueTokens } from "../tokens/issue-tokens.ts";
import { attributesNeeded } from "../tokens/scope-attributes.ts";
import { beginTokenSession } from "../tokens/token-session.ts";
import { tokenSessions } from "../tokens/token-sessions.collection.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import type { Authorization } from "./authorization-codes.collection.ts";
import { existingScopes } from "./requested-scopes.ts";
import { OAuthRefusal } from "./oauth-refusal.ts";

/** An app client, and its pool. */
export interface HostedClient {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
}

/** @throws OAuthRefusal `invalid_grant`: the user has been deleted or disabled */
async function requireUserOfGrant(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, signIn }: Authorization,
): Promise<Stored<User>> {
  const user = await store.get(users, [userPoolId, signIn.sub]);
  if (!user?.enabled) throw new OAuthRefusal("invalid_grant");
  return user;
}

/**
 * The tokens of a user who has signed in on the pool's pages, with their refresh token, and what begins their session:
 * to be committed before they are handed out.
 *
 * @throws OAuthRefusal `invalid_grant`: the user has been deleted or disabled, or the client may not read what the scopes
 *   show
 * @throws as `issueTokens`
 */
export async function grantTokens(
  context: OperationContext,
  { pool, client }: HostedClient,
  authorization: Authorization,
): Promise<{ readonly tokens: AuthenticationResultType; readonly writes: readonly AnyWrite[] }> {
  const { signIn, nonce, resource, ssoSessionId } = authorization;
  const scopes = await existingScopes(context, pool.id, authorization.scopes);
  if (attributesNeeded(scopes).some((name) => !mayRead(client, name))) throw new OAuthRefusal("invalid_grant");
  const user = await requireUserOfGrant(context, authorization);
  const begun = beginTokenSession(context, { pool, client, user }, undefined, signIn.eventId);
  const { session, writes } = await trackSession(
    context,
    { pool, user, origin: context.caller },
    {
      ...begun.session,
      authenticatedAt: signIn.authenticatedAt,
      proofs: signIn.proofs,
      acr: signIn.acr,
      grant: { scopes, nonce, resource },
      originSessionId: ssoSessionId,
    },
  );
  const occasion = { source: "TokenGeneration_HostedAuth", clientMetadata: undefined } as const;
  const tokens = await issueTokens(context, { pool, client, user }, session, occasion);
  return {
    tokens: { ...tokens, RefreshToken: begun.refreshToken },
    writes: [
      ...writes,
      // Sessions that are counted are begun one after the other.
      ...(tracksSessions(pool) ? [users.put({ ...user }, { expect: user })] : []),
      tokenSessions.put(session, { expect: "absent" }),
    ],
  };
}
