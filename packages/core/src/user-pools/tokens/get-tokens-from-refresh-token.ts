import { NotAuthorizedException, RefreshTokenReuseException } from "@cogmock/protocol/errors";
import type { GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { clientSecretFits } from "../clients/client-secret.ts";
import { requireUserPoolClient } from "../clients/user-pool-client.ts";
import { assertRefreshedOnItsDevice } from "../devices/refresh-device.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { withUse } from "../sessions/track-session.ts";
import { issueTokens } from "./issue-tokens.ts";
import { assertRefreshable, requireRefreshSession } from "./refresh-session.ts";
import { withRotatedToken } from "./token-session.ts";
import { tokenSessions } from "./token-sessions.collection.ts";

/** unconfirmed: AWS's texts. */
const WRONG_SECRET = (clientId: string) => `Unable to verify client secret for client ${clientId}`;
const REUSED = "Refresh Token has been reused";

/**
 * Renews the tokens of a sign-in. Where the client rotates refresh tokens, the answer has a new one that lives as long
 * as the old one would have; of two calls with the same token at once the second finds it rotated.
 *
 * @throws ResourceNotFoundException no such client
 * @throws NotAuthorizedException the client secret or the refresh token is no good
 * @throws RefreshTokenReuseException the token was rotated, and its grace period is over
 * @throws as `preTokenGeneration`
 * @see AWS API Reference, GetTokensFromRefreshToken
 */
export async function getTokensFromRefreshToken(
  context: OperationContext,
  { RefreshToken, ClientId, ClientSecret, DeviceKey, ClientMetadata: clientMetadata }: GetTokensFromRefreshTokenRequest,
): Promise<GetTokensFromRefreshTokenResponse> {
  const client = await requireUserPoolClient(context, ClientId);
  const pool = await requireUserPool(context, client.userPoolId);
  if (!clientSecretFits(client, ClientSecret)) throw new NotAuthorizedException(WRONG_SECRET(client.id));
  const { session, user, isSuperseded } = await requireRefreshSession(context, client, RefreshToken);
  assertRefreshable(context, { session, user });
  await assertRefreshedOnItsDevice(context, { pool, session }, DeviceKey);
  if (isSuperseded) throw new RefreshTokenReuseException(REUSED);

  const subject = { pool, client, user };
  const occasion = { source: "TokenGeneration_RefreshTokens", clientMetadata } as const;
  const rotation = client.settings.RefreshTokenRotation;
  const used = withUse(context, pool, session, context.caller);
  if (rotation?.Feature !== "ENABLED") {
    const tokens = await issueTokens(context, subject, session, occasion);
    if (used !== session) await context.store.commit([tokenSessions.put(used, { expect: session })]);
    return { AuthenticationResult: tokens };
  }
  const rotated = withRotatedToken(context, used, RefreshToken, rotation.RetryGracePeriodSeconds ?? 0);
  const tokens = await issueTokens(context, subject, rotated.session, occasion);
  await context.store.commit([tokenSessions.put(rotated.session, { expect: session })]);
  return { AuthenticationResult: { ...tokens, RefreshToken: rotated.refreshToken } };
}
