import type { AdminDeleteSoftwareTokenRequest, AdminDeleteSoftwareTokenResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireUser, reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { mfaOf, type UserMfa } from "./user-mfa.ts";

/** Second factors without the authenticator app, the present one and the one that is being set up. */
function withoutSoftwareToken({ enabled, preferred, ...mfa }: UserMfa): UserMfa {
  return {
    ...mfa,
    enabled: enabled.filter((method) => method !== "SOFTWARE_TOKEN_MFA"),
    preferred: preferred === "SOFTWARE_TOKEN_MFA" ? undefined : preferred,
    softwareToken: undefined,
    pendingSecret: undefined,
  };
}

/**
 * Takes a user's authenticator app away; the user may set up another. Where there is none, nothing happens
 * (unconfirmed).
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UserNotFoundException `User does not exist.`
 * @see AWS API Reference, AdminDeleteSoftwareToken
 */
export async function adminDeleteSoftwareToken(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: AdminDeleteSoftwareTokenRequest,
): Promise<AdminDeleteSoftwareTokenResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const user = await requireUser(context, pool, input.Username);
  const { softwareToken, pendingSecret } = mfaOf(user);
  if (!softwareToken && pendingSecret === undefined) return {};
  const mfa = withoutSoftwareToken(mfaOf(user));
  await context.store.commit([users.put(reviseUser(pool, user, { mfa }, context.clock.now()), { expect: user })]);
  return {};
}
