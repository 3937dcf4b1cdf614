import type { AuthFlowType, RiskDecisionType, RiskLevelType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { Origin } from "../authentication/call-origin.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { isWithin } from "../risk-configuration/ip-ranges.ts";
import { type RiskSettings, riskSettingsOf } from "../risk-configuration/risk-configuration.ts";
import { findRiskRating } from "../risk-ratings/risk-rating.ts";

/** What was made of a risk: what the event tells of it. */
export interface RiskAssessment {
  readonly decision: RiskDecisionType;
  readonly level?: RiskLevelType | undefined;
  readonly compromisedCredentials: boolean;
}

/** Nothing to be afraid of. */
export const NO_RISK: RiskAssessment = { decision: "NoRisk", compromisedCredentials: false };

/** Who does something that may be a risk, and through which client. */
export interface RiskSubject {
  readonly pool: UserPool;
  readonly clientId: string;
  /** Absent for people who are no users yet. */
  readonly sub?: string | undefined;
  readonly origin: Origin;
}

/** What a subject is rated at, and what is to be done about it. */
export interface RatedRisk {
  /** Whether something is done, and not only recorded. */
  readonly isEnforced: boolean;
  readonly settings: RiskSettings;
  readonly level: RiskLevelType | undefined;
  readonly hasCompromisedCredentials: boolean;
}

/**
 * What a pool's threat protection does in a flow; nothing where it is off. Custom sign-ins have a mode of their own, and
 * without one are none of its business.
 *
 * @see AWS API Reference, UserPoolAddOnsType
 */
export function protectionMode({ settings }: UserPool, flow?: AuthFlowType): "AUDIT" | "ENFORCED" | undefined {
  const { AdvancedSecurityMode = "OFF", AdvancedSecurityAdditionalFlows } = settings.UserPoolAddOns ?? {};
  if (AdvancedSecurityMode === "OFF") return undefined;
  return flow === "CUSTOM_AUTH" ? AdvancedSecurityAdditionalFlows?.CustomAuthMode : AdvancedSecurityMode;
}

/** The rating of a subject; nothing where nobody looks. Addresses in `SkippedIPRangeList` are rated at no risk. */
export async function rateRisk(
  { store }: Pick<OperationContext, "store">,
  { pool, clientId, sub, origin }: RiskSubject,
  flow?: AuthFlowType,
): Promise<RatedRisk | undefined> {
  const mode = protectionMode(pool, flow);
  if (!mode) return undefined;
  const settings = await riskSettingsOf({ store }, { userPoolId: pool.id, id: clientId });
  const isSkipped = isWithin(settings.exceptions?.SkippedIPRangeList, origin.ipAddress);
  const rating = isSkipped ? undefined : await findRiskRating(store, { userPoolId: pool.id, sub });
  return {
    isEnforced: mode === "ENFORCED",
    settings,
    level: rating?.riskLevel,
    hasCompromisedCredentials: rating?.compromisedCredentials ?? false,
  };
}
