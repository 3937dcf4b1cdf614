import type {
  SetUserPoolSessionConfigurationRequest,
  SetUserPoolSessionConfigurationResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { assertTierHasSessionManagement } from "../pools/settings/tier.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { toPoolSessionConfiguration } from "./session-configuration.ts";

/**
 * Turns the tracking of sessions on or off, and limits how many a user can have at once. A lower limit ends no session
 * until the user's next sign-in. What clients are set to is kept while tracking is off.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws FeatureUnavailableInTierException the pool is of the Lite tier
 * @see AWS API Reference, SetUserPoolSessionConfiguration
 */
export async function setUserPoolSessionConfiguration(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  { UserPoolId, UserSessionTracking, TokenSession }: SetUserPoolSessionConfigurationRequest,
): Promise<SetUserPoolSessionConfigurationResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  assertTierHasSessionManagement(pool);
  const changed: UserPool = {
    ...pool,
    modifiedAt: context.clock.now(),
    sessionConfiguration: { isTracking: UserSessionTracking === "ENABLED", maxPerUser: TokenSession.MaxPerUser },
  };
  await context.store.commit([userPools.put(changed, { expect: pool })]);
  return toPoolSessionConfiguration(changed);
}
