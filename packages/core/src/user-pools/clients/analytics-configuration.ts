import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { AnalyticsConfigurationType } from "@cogmock/protocol/user-pools";
import { parseArn } from "../arn.ts";
import type { UserPool } from "../pools/user-pool.ts";

/**
 * A Pinpoint project is named either by its ARN or by its id with the role and external id to reach it, and lies in the
 * pool's own region.
 *
 * @throws InvalidParameterException
 */
export function assertAnalyticsConfiguration(
  pool: Pick<UserPool, "region">,
  analytics: AnalyticsConfigurationType | undefined,
): void {
  if (!analytics) return;
  const { ApplicationArn, ApplicationId, RoleArn, ExternalId } = analytics;
  const byId = [ApplicationId, RoleArn, ExternalId];
  const isByArn = ApplicationArn !== undefined && byId.every((member) => member === undefined);
  const isById = ApplicationArn === undefined && byId.every((member) => member !== undefined);
  if (!isByArn && !isById) {
    throw new InvalidParameterException(
      "Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid",
    );
  }
  if (ApplicationArn === undefined) return;
  const { region } = parseArn(ApplicationArn);
  if (region !== pool.region) {
    throw new InvalidParameterException(
      `The integration with Pinpoint is not supported for the requested ${region} region.`,
    );
  }
}
