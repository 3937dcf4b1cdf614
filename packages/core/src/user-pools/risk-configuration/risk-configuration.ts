import type {
  AccountTakeoverRiskConfigurationType,
  CompromisedCredentialsRiskConfigurationType,
  RiskConfigurationType,
  RiskExceptionConfigurationType,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { riskConfigurations } from "./risk-configurations.collection.ts";

/** What stands for a client in the configuration of a pool. unconfirmed: that the API takes it, as CloudFormation does. */
export const ALL_CLIENTS = "ALL";

/** What a pool's threat protection does about risks. Members that are absent are not configured. */
export interface RiskSettings {
  readonly accountTakeover?: AccountTakeoverRiskConfigurationType | undefined;
  readonly compromisedCredentials?: CompromisedCredentialsRiskConfigurationType | undefined;
  readonly exceptions?: RiskExceptionConfigurationType | undefined;
}

/** What was set for a client, or for all. */
export interface RiskConfiguration extends RiskSettings {
  readonly userPoolId: string;
  /** A client's id, or `ALL_CLIENTS`. */
  readonly clientId: string;
  readonly modifiedAt: EpochMilliseconds;
}

/**
 * What is done about risks in sign-ins to a client: what was set for it and, for the rest, what was set for the pool.
 *
 * unconfirmed: that a client which has something of its own inherits the other members.
 */
export async function riskSettingsOf(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, id }: Pick<UserPoolClient, "userPoolId" | "id">,
): Promise<RiskSettings> {
  const [own, all] = await Promise.all([
    store.get(riskConfigurations, [userPoolId, id]),
    store.get(riskConfigurations, [userPoolId, ALL_CLIENTS]),
  ]);
  return {
    accountTakeover: own?.accountTakeover ?? all?.accountTakeover,
    compromisedCredentials: own?.compromisedCredentials ?? all?.compromisedCredentials,
    exceptions: own?.exceptions ?? all?.exceptions,
  };
}

/**
 * A configuration as the operations answer it: what was set, and nothing that was not, as Terraform's acceptance tests
 * find it on AWS. unconfirmed: that AWS adds no defaults where nothing was set at all.
 */
export function toRiskConfigurationType(
  { userPoolId, clientId }: Pick<RiskConfiguration, "userPoolId" | "clientId">,
  configuration: RiskConfiguration | undefined,
): RiskConfigurationType {
  return {
    UserPoolId: userPoolId,
    ClientId: clientId === ALL_CLIENTS ? undefined : clientId,
    CompromisedCredentialsRiskConfiguration: configuration?.compromisedCredentials,
    AccountTakeoverRiskConfiguration: configuration?.accountTakeover,
    RiskExceptionConfiguration: configuration?.exceptions,
    LastModifiedDate: configuration && configuration.modifiedAt / 1000,
  };
}
