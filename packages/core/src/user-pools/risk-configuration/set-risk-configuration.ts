import { InvalidParameterException } from "@cogmock/protocol/errors";
import type {
  CompromisedCredentialsRiskConfigurationType,
  EventFilterType,
  SetRiskConfigurationRequest,
  SetRiskConfigurationResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireClientOfPool } from "../clients/user-pool-client.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import { assertSesIdentity } from "../pools/settings/email-configuration.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { isIpRange } from "./ip-ranges.ts";
import { ALL_CLIENTS, type RiskConfiguration, toRiskConfigurationType } from "./risk-configuration.ts";
import { riskConfigurations } from "./risk-configurations.collection.ts";

/** "Defaults to all events." @see AWS API Reference, CompromisedCredentialsRiskConfigurationType */
const ALL_EVENTS: readonly EventFilterType[] = ["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"];

function withEventFilter(
  given: CompromisedCredentialsRiskConfigurationType | undefined,
): CompromisedCredentialsRiskConfigurationType | undefined {
  if (!given) return undefined;
  return { ...given, EventFilter: given.EventFilter?.length ? given.EventFilter : ALL_EVENTS };
}

/** @throws InvalidParameterException a range is none, or the sender of notifications breaks a rule */
function assertSettings(
  { region }: UserPool,
  { RiskExceptionConfiguration, AccountTakeoverRiskConfiguration }: SetRiskConfigurationRequest,
): void {
  const { BlockedIPRangeList = [], SkippedIPRangeList = [] } = RiskExceptionConfiguration ?? {};
  if (![...BlockedIPRangeList, ...SkippedIPRangeList].every(isIpRange)) {
    throw new InvalidParameterException("Incorrect CIDR format");
  }
  const notify = AccountTakeoverRiskConfiguration?.NotifyConfiguration;
  if (notify) assertSesIdentity(region, notify);
}

/**
 * Sets what a pool's threat protection does about risks: for a client or, without one, for all that have nothing of their
 * own. What is left out is not configured any more; with neither of the three there is no configuration, and a client
 * inherits that of the pool. The client is written as well, unchanged: of a race with its deletion nothing is left.
 *
 * A pool need not have its threat protection on, nor be in the Plus tier: Terraform's acceptance tests set it on pools with
 * nothing but a name. It has no effect until then.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @throws InvalidParameterException `Incorrect CIDR format`; the sender of notifications breaks a rule
 * @see AWS API Reference, SetRiskConfiguration
 */
export async function setRiskConfiguration(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: SetRiskConfigurationRequest,
): Promise<SetRiskConfigurationResponse> {
  const { store, clock } = context;
  const { UserPoolId, ClientId: clientId = ALL_CLIENTS } = input;
  const pool = await requireUserPool(context, UserPoolId);
  const client = clientId === ALL_CLIENTS ? undefined : await requireClientOfPool(context, pool.id, clientId);
  assertSettings(pool, input);
  const scope = { userPoolId: pool.id, clientId };
  const settings = {
    accountTakeover: input.AccountTakeoverRiskConfiguration,
    compromisedCredentials: withEventFilter(input.CompromisedCredentialsRiskConfiguration),
    exceptions: input.RiskExceptionConfiguration,
  };
  const before = await store.get(riskConfigurations, [pool.id, clientId]);
  if (Object.values(settings).every((setting) => setting === undefined)) {
    if (before) await store.commit([riskConfigurations.delete(before, { expect: before })]);
    return { RiskConfiguration: toRiskConfigurationType(scope, undefined) };
  }
  const configuration: RiskConfiguration = { ...scope, ...settings, modifiedAt: clock.now() };
  await store.commit([
    riskConfigurations.put(configuration, { expect: before ?? "absent" }),
    ...(client ? [userPoolClients.put(client, { expect: client })] : []),
  ]);
  return { RiskConfiguration: toRiskConfigurationType(scope, configuration) };
}
