import { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { assertSecretHashSent, secretHashFits } from "../clients/secret-hash.ts";
import { assertRefreshedOnItsDevice } from "../devices/refresh-device.ts";
import { withUse } from "../sessions/track-session.ts";
import { issueTokens } from "../tokens/issue-tokens.ts";
import { assertRefreshable, invalidRefreshToken, requireRefreshSession } from "../tokens/refresh-session.ts";
import { tokenSessions } from "../tokens/token-sessions.collection.ts";
import type { AuthFlowInput } from "./auth-flows.ts";
import { authParameter, requireAuthParameter } from "./auth-parameters.ts";
import type { SignInResponse } from "./challenge.ts";

/**
 * REFRESH_TOKEN_AUTH, also called REFRESH_TOKEN: new ID and access tokens, the refresh token stays. No name is sent, so
 * the secret hash is over the user's real username.
 */
export async function refreshFlow(
  context: OperationContext,
  { pool, client, call: { parameters, origin } }: AuthFlowInput,
): Promise<SignInResponse> {
  const refreshToken = requireAuthParameter(parameters, "REFRESH_TOKEN");
  const secretHash = authParameter(parameters, "SECRET_HASH");
  assertSecretHashSent(client, secretHash);
  const { session, user, isSuperseded } = await requireRefreshSession(context, client, refreshToken);
  if (secretHash !== undefined && !secretHashFits(client, user.username, secretHash)) {
    throw new NotAuthorizedException(`SecretHash does not match for the client: ${client.id}`);
  }
  assertRefreshable(context, { session, user });
  await assertRefreshedOnItsDevice(context, { pool, session }, authParameter(parameters, "DEVICE_KEY"));
  // A token that was rotated before the client gave rotation up. InitiateAuth knows no RefreshTokenReuseException.
  if (isSuperseded) throw invalidRefreshToken();
  // The ClientMetadata of InitiateAuth does not get to the pre token generation trigger.
  const occasion = { source: "TokenGeneration_RefreshTokens", clientMetadata: undefined } as const;
  const tokens = await issueTokens(context, { pool, client, user }, session, occasion);
  const used = withUse(context, pool, session, origin);
  if (used !== session) await context.store.commit([tokenSessions.put(used, { expect: session })]);
  return { ChallengeParameters: {}, AuthenticationResult: tokens };
}
