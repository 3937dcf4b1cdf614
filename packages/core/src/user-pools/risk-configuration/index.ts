import type { UserPoolHandlers } from "../handlers.ts";
import { describeRiskConfiguration } from "./describe-risk-configuration.ts";
import { setRiskConfiguration } from "./set-risk-configuration.ts";

/** Operations on what a pool's threat protection does about risks. */
export const riskConfigurationHandlers: UserPoolHandlers = {
  DescribeRiskConfiguration: describeRiskConfiguration,
  SetRiskConfiguration: setRiskConfiguration,
};
