import type { UpdateUserPoolRequest, UpdateUserPoolResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { mfaFactorsFor } from "../mfa-configuration/mfa-factors.ts";
import { assertPoolTags } from "../tags/tag-rules.ts";
import { assertSettingsHold } from "./settings/assert-settings-hold.ts";
import { revisedPoolSettings } from "./settings/pool-settings.ts";
import { requireUserPool, type UserPool } from "./user-pool.ts";
import { userPools } from "./user-pools.collection.ts";

/**
 * Changes the settings of a user pool, and its name. Some members that are left out are reset: see
 * `revisedPoolSettings`. The schema and what signs users in are for ever.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException the pool would break a rule: see `assertSettingsHold`
 * @throws NotAuthorizedException a role of another account
 * @throws FeatureUnavailableInTierException the tier lacks a feature that the pool uses
 * @throws UserPoolTaggingException a tag breaks a rule
 * @see AWS API Reference, UpdateUserPool
 */
export async function updateUserPool(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: UpdateUserPoolRequest,
): Promise<UpdateUserPoolResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const settings = revisedPoolSettings(pool.settings, input);
  const changed: UserPool = {
    ...pool,
    modifiedAt: context.clock.now(),
    settings,
    mfaFactors: input.MfaConfiguration
      ? mfaFactorsFor(input.MfaConfiguration, pool.mfaFactors, settings)
      : pool.mfaFactors,
  };
  assertSettingsHold(changed);
  assertPoolTags(input.UserPoolTags);
  await context.store.commit([userPools.put(changed, { expect: pool })]);
  return {};
}
