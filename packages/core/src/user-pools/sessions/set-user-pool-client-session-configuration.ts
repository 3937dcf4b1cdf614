import type {
  SetUserPoolClientSessionConfigurationRequest,
  SetUserPoolClientSessionConfigurationResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireClientOfPool, type UserPoolClient } from "../clients/user-pool-client.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import { assertTierHasSessionManagement } from "../pools/settings/tier.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { assertTracksSessions, toClientSessionConfiguration } from "./session-configuration.ts";

/**
 * Sets for how long a client reuses the single sign-on session of managed login: with 0 minutes it always asks.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @throws FeatureUnavailableInTierException the pool is of the Lite tier
 * @throws InvalidParameterException the pool does not track sessions
 * @see AWS API Reference, SetUserPoolClientSessionConfiguration
 */
export async function setUserPoolClientSessionConfiguration(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  { UserPoolId, ClientId, SSOSession }: SetUserPoolClientSessionConfigurationRequest,
): Promise<SetUserPoolClientSessionConfigurationResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const client = await requireClientOfPool(context, pool.id, ClientId);
  assertTierHasSessionManagement(pool);
  assertTracksSessions(pool);
  const changed: UserPoolClient = {
    ...client,
    modifiedAt: context.clock.now(),
    ssoMaxValidityMinutes: SSOSession.MaxValidityMinutes,
  };
  await context.store.commit([userPoolClients.put(changed, { expect: client })]);
  return toClientSessionConfiguration(changed);
}
