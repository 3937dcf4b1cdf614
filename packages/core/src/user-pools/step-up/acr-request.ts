import type { OperationContext } from "../../operation-context.ts";
import { authParameter, type AuthParameters, missingParameter } from "../authentication/auth-parameters.ts";
import type { Proof } from "../authentication/sign-in-progress.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import type { User } from "../users/user.ts";
import { type AcrLevel, isMethod, levelsCalled } from "./acr-level.ts";
import { invalidMaxAge, noTarget, notInTier, tokenOfAnother } from "./step-up-refusals.ts";

/** What a sign-in by choice asks for besides: to be worth a certain level. */
export interface AcrRequest {
  /** `TARGET_ACR_VALUES`, the most wanted first; at least one. */
  readonly levels: readonly AcrLevel[];
  /** `MAX_AGE`, in seconds: how long ago the sign-in of the token may have been. */
  readonly maxAge: number | undefined;
  /** `ACCESS_TOKEN`: of a sign-in that this one is to step up from. */
  readonly accessToken: string | undefined;
}

function maxAgeOf(parameters: AuthParameters): number | undefined {
  const maxAge = authParameter(parameters, "MAX_AGE");
  if (!maxAge) return undefined;
  if (!/^\d+$/.test(maxAge)) throw invalidMaxAge();
  return Number(maxAge);
}

/**
 * What the parameters of a sign-in ask for; nothing, for most.
 *
 * @throws InvalidParameterException `Missing required parameter TARGET_ACR_VALUES`, where there is an `ACCESS_TOKEN`; no
 *   value is a level of the pool's; `MAX_AGE` is no number of seconds
 * @throws FeatureUnavailableInTierException the pool is in the LITE tier
 * @see AWS API Reference, InitiateAuth, `AuthParameters`
 */
export function readAcrRequest(pool: UserPool, parameters: AuthParameters): AcrRequest | undefined {
  const targets = authParameter(parameters, "TARGET_ACR_VALUES");
  const accessToken = authParameter(parameters, "ACCESS_TOKEN") || undefined;
  if (!targets) {
    if (accessToken !== undefined) throw missingParameter("TARGET_ACR_VALUES");
    return undefined;
  }
  if (pool.settings.UserPoolTier === "LITE") throw notInTier();
  const levels = levelsCalled(pool, targets.split(" "));
  if (levels.length === 0) throw noTarget();
  return { levels, maxAge: maxAgeOf(parameters), accessToken };
}

/**
 * What the user has proved in the sign-in whose access token they show, as far as it tells how they signed in. A sign-in
 * that is longer ago than `MAX_AGE` counts for nothing; nor does any of a user who has to choose a new password, who
 * proves the one for now first.
 *
 * @param user absent where nobody has the name
 * @throws NotAuthorizedException the token is no good: see `requireAccessTokenBearer`; it is another user's
 */
export async function creditOf(
  context: Pick<OperationContext, "store" | "clock">,
  { accessToken, maxAge }: AcrRequest,
  user: User | undefined,
): Promise<readonly Proof[]> {
  if (accessToken === undefined) return [];
  const { session, user: bearer } = await requireAccessTokenBearer(context, accessToken);
  if (bearer.userPoolId !== user?.userPoolId || bearer.sub !== user.sub) throw tokenOfAnother();
  const age = (context.clock.now() - session.authenticatedAt) / 1000;
  if (user.status !== "CONFIRMED" || (maxAge !== undefined && age > maxAge)) return [];
  return (session.proofs ?? []).filter(isMethod);
}
