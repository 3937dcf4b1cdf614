import { InvalidParameterException } from "@cogmock/protocol/errors";
import type {
  GetUserPoolClientSessionConfigurationResponse,
  GetUserPoolSessionConfigurationResponse,
} from "@cogmock/protocol/user-pools";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";

/** "If you have never called SetUserPoolSessionConfiguration": AWS API Reference, GetUserPoolSessionConfiguration */
const DEFAULT_MAX_PER_USER = 20;
/**
 * "If you have never called SetUserPoolClientSessionConfiguration"; without tracking, "session cookies are valid for one
 * hour": "Managed login" in the Amazon Cognito Developer Guide
 */
export const DEFAULT_SSO_MINUTES = 60;

/** unconfirmed: AWS's text. That tracking has to be on is documented. */
const TRACKING_IS_OFF = "Session tracking is not enabled for the user pool.";

/** How many token sessions a user of this pool can have at once. */
export function maxSessionsPerUser({ sessionConfiguration }: UserPool): number {
  return sessionConfiguration?.maxPerUser ?? DEFAULT_MAX_PER_USER;
}

/** Whether the pool keeps records of its users' sessions, to be listed and revoked. */
export function tracksSessions({ sessionConfiguration }: UserPool): boolean {
  return sessionConfiguration?.isTracking ?? false;
}

/**
 * For how many minutes from its sign-in on a client makes use of a session of single sign-on. What it is set to is dormant
 * while the pool does not track sessions.
 */
export function ssoMinutes(pool: UserPool, { ssoMaxValidityMinutes }: UserPoolClient): number {
  return tracksSessions(pool) ? (ssoMaxValidityMinutes ?? DEFAULT_SSO_MINUTES) : DEFAULT_SSO_MINUTES;
}

/** @throws InvalidParameterException the pool does not track sessions */
export function assertTracksSessions(pool: UserPool): void {
  if (!tracksSessions(pool)) throw new InvalidParameterException(TRACKING_IS_OFF);
}

/** How a pool tracks sessions, as its operations answer it. */
export function toPoolSessionConfiguration(pool: UserPool): GetUserPoolSessionConfigurationResponse {
  return {
    UserPoolId: pool.id,
    UserSessionTracking: tracksSessions(pool) ? "ENABLED" : "DISABLED",
    TokenSession: { MaxPerUser: maxSessionsPerUser(pool) },
  };
}

/** For how long a client reuses the single sign-on session of managed login, as its operations answer it. */
export function toClientSessionConfiguration(client: UserPoolClient): GetUserPoolClientSessionConfigurationResponse {
  return {
    UserPoolId: client.userPoolId,
    ClientId: client.id,
    SSOSession: { MaxValidityMinutes: client.ssoMaxValidityMinutes ?? DEFAULT_SSO_MINUTES },
  };
}
