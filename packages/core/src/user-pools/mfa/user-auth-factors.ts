import type { AuthFactorType, GetUserAuthFactorsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { firstFactorsOf } from "../choice/first-challenges.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { isOwned } from "./mfa-methods.ts";
import { toMfaSettings } from "./user-mfa.ts";

/**
 * A user's factors as GetUserAuthFactors and AdminGetUserAuthFactors answer them: those that they can begin to sign in
 * with, and the authenticator app, which is a second one.
 */
export async function toUserAuthFactors(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  user: User,
): Promise<GetUserAuthFactorsResponse> {
  const first: readonly AuthFactorType[] = await firstFactorsOf(context, pool, user);
  return {
    Username: user.username,
    ...toMfaSettings(user),
    ConfiguredUserAuthFactors: isOwned(user, "SOFTWARE_TOKEN_MFA") ? [...first, "SOFTWARE_TOKEN"] : first,
  };
}
