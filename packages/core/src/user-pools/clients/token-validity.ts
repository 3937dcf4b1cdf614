import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { TimeUnitsType, TokenValidityUnitsType } from "@cogmock/protocol/user-pools";
import type { UserPoolClientSettings } from "./user-pool-client.ts";

const SECONDS_IN: Readonly<Record<TimeUnitsType, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const DEFAULT_ACCESS_OR_ID_TOKEN_SECONDS = SECONDS_IN.hours;
const DEFAULT_REFRESH_TOKEN_SECONDS = 30 * SECONDS_IN.days;
const ACCESS_OR_ID_TOKEN_SECONDS = { min: 300, max: 86_400 };
const REFRESH_TOKEN_SECONDS = { min: 3600, max: 315_360_000 };

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

/** The units as AWS keeps them: all three as soon as one is given, none otherwise. */
export function completeUnits(units: TokenValidityUnitsType): TokenValidityUnitsType {
  const { AccessToken, IdToken, RefreshToken } = units;
  if (AccessToken === undefined && IdToken === undefined && RefreshToken === undefined) return {};
  return { AccessToken: AccessToken ?? "hours", IdToken: IdToken ?? "hours", RefreshToken: RefreshToken ?? "days" };
}

/**
 * AWS's default of 30 days as a number in the client's unit. unconfirmed for units other than days, where AWS names no
 * number.
 */
export function defaultRefreshTokenValidity(units: TokenValidityUnitsType | undefined): number {
  return DEFAULT_REFRESH_TOKEN_SECONDS / SECONDS_IN[units?.RefreshToken ?? "days"];
}

/**
 * AWS's defaults: one hour for access and ID tokens, whose unit is hours; 30 days for refresh tokens, whose unit is
 * days. A `RefreshTokenValidity` of 0 means the default.
 *
 * @see AWS API Reference, CreateUserPoolClient
 */
export function tokenValidityOf(settings: TokenValiditySettings): TokenValidity {
  const units = settings.TokenValidityUnits;
  const shortLived = (value: number | undefined, unit: TimeUnitsType | undefined) =>
    value === undefined ? DEFAULT_ACCESS_OR_ID_TOKEN_SECONDS : value * SECONDS_IN[unit ?? "hours"];
  return {
    accessTokenSeconds: shortLived(settings.AccessTokenValidity, units?.AccessToken),
    idTokenSeconds: shortLived(settings.IdTokenValidity, units?.IdToken),
    refreshTokenSeconds: settings.RefreshTokenValidity
      ? settings.RefreshTokenValidity * SECONDS_IN[units?.RefreshToken ?? "days"]
      : DEFAULT_REFRESH_TOKEN_SECONDS,
  };
}

function isWithin(seconds: number, { min, max }: { readonly min: number; readonly max: number }): boolean {
  return min <= seconds && seconds <= max;
}

/**
 * Access and ID tokens last from five minutes to a day, refresh tokens from one hour to ten years, and none of the
 * first two longer than the third.
 *
 * @throws InvalidParameterException a validity is out of range, or longer than the refresh token's
 */
export function assertTokenValidity(settings: TokenValiditySettings): void {
  const { accessTokenSeconds, idTokenSeconds, refreshTokenSeconds } = tokenValidityOf(settings);
  const isInRange =
    isWithin(accessTokenSeconds, ACCESS_OR_ID_TOKEN_SECONDS) &&
    isWithin(idTokenSeconds, ACCESS_OR_ID_TOKEN_SECONDS) &&
    isWithin(refreshTokenSeconds, REFRESH_TOKEN_SECONDS);
  if (!isInRange) throw new InvalidParameterException("Invalid range for token validity.");
  if (Math.max(accessTokenSeconds, idTokenSeconds) > refreshTokenSeconds) {
    throw new InvalidParameterException(
      "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
    );
  }
}
