import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { AcrLevelConfigType, UserPoolType } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../user-pool.ts";

type AcrConfiguration = Readonly<Record<string, AcrLevelConfigType>>;

/** What tokens call the four authentication levels where a pool has no names of its own. */
const DEFAULT_ACR_CONFIGURATION: AcrConfiguration = {
  Level1: { AcrValue: "urn:cognito:loa:1" },
  Level2: { AcrValue: "urn:cognito:loa:2" },
  Level3: { AcrValue: "urn:cognito:loa:3" },
  Level4: { AcrValue: "urn:cognito:loa:4" },
};

/** All four levels: those that were given, and AWS's names for the others. */
export function acrConfiguration(given: UserPoolType["AcrConfiguration"]): AcrConfiguration {
  return { ...DEFAULT_ACR_CONFIGURATION, ...given };
}

/** Whether a level has a name other than AWS's. */
export function hasOwnAcrNames(given: UserPoolType["AcrConfiguration"]): boolean {
  return Object.entries(given ?? {}).some(
    ([level, { AcrValue }]) => DEFAULT_ACR_CONFIGURATION[level]?.AcrValue !== AcrValue,
  );
}

/**
 * @throws InvalidParameterException a level besides the four, or a name for two levels
 * @see AWS API Reference, AcrLevelConfigType
 */
export function assertAcrConfiguration({ settings }: UserPool): void {
  const levels = acrConfiguration(settings.AcrConfiguration);
  const unknown = Object.keys(levels).find((level) => !Object.hasOwn(DEFAULT_ACR_CONFIGURATION, level));
  // unconfirmed: both wordings.
  if (unknown !== undefined) {
    throw new InvalidParameterException(`AcrConfiguration cannot have a level ${unknown}.`);
  }
  if (new Set(Object.values(levels).map(({ AcrValue }) => AcrValue)).size < Object.keys(levels).length) {
    throw new InvalidParameterException("AcrConfiguration cannot have the same AcrValue for more than one level.");
  }
}
