import { type Collection, defineCollection } from "../../store/collection.ts";
import type { RiskConfiguration } from "./risk-configuration.ts";

/** What is done about risks in all pools. DeleteUserPool reads `byPool`. */
export const riskConfigurations: Collection<RiskConfiguration> = defineCollection<RiskConfiguration>({
  name: "riskConfigurations",
  key: (configuration) => [configuration.userPoolId, configuration.clientId],
  ordered: { byPool: (configuration) => [[configuration.userPoolId, configuration.clientId]] },
});
