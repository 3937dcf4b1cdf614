import type { DescribeRiskConfigurationRequest, DescribeRiskConfigurationResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireClientOfPool } from "../clients/user-pool-client.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { ALL_CLIENTS, toRiskConfigurationType } from "./risk-configuration.ts";
import { riskConfigurations } from "./risk-configurations.collection.ts";

/**
 * Answers what was set for a client or, without one, for the pool.
 *
 * unconfirmed: that of a client which inherits from its pool there is nothing to tell.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @see AWS API Reference, DescribeRiskConfiguration
 */
export async function describeRiskConfiguration(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  { UserPoolId, ClientId: clientId = ALL_CLIENTS }: DescribeRiskConfigurationRequest,
): Promise<DescribeRiskConfigurationResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  if (clientId !== ALL_CLIENTS) await requireClientOfPool(context, pool.id, clientId);
  const configuration = await context.store.get(riskConfigurations, [pool.id, clientId]);
  return { RiskConfiguration: toRiskConfigurationType({ userPoolId: pool.id, clientId }, configuration) };
}
