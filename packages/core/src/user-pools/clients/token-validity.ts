import type { TimeUnitsType } from "@cogmock/protocol/user-pools";
import type { UserPoolClientSettings } from "./user-pool-client.ts";

const SECONDS_IN: Readonly<Record<TimeUnitsType, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** How long the tokens of a client are good, in seconds. */
export interface TokenValidity {
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
}

/** The settings of a client that its token validity depends on. */
export type TokenValiditySettings = Pick<
  UserPoolClientSettings,
  "AccessTokenValidity" | "IdTokenValidity" | "RefreshTokenValidity" | "TokenValidityUnits"
>;

/**
 * AWS's defaults: one hour for access and ID tokens, whose unit is hours; 30 days for refresh tokens, whose unit is
 * days. A `RefreshTokenValidity` of 0 means the default.
 *
 * @see AWS API Reference, CreateUserPoolClient
 */
export function tokenValidityOf(settings: TokenValiditySettings): TokenValidity {
  const units = settings.TokenValidityUnits;
  const shortLived = (value: number | undefined, unit: TimeUnitsType | undefined) =>
    value === undefined ? 3600 : value * SECONDS_IN[unit ?? "hours"];
  return {
    accessTokenSeconds: shortLived(settings.AccessTokenValidity, units?.AccessToken),
    idTokenSeconds: shortLived(settings.IdTokenValidity, units?.IdToken),
    refreshTokenSeconds: settings.RefreshTokenValidity
      ? settings.RefreshTokenValidity * SECONDS_IN[units?.RefreshToken ?? "days"]
      : 30 * SECONDS_IN.days,
  };
}
