import type { AuthFactorType, GetUserAuthFactorsResponse } from "@cogmock/protocol/user-pools";
import { firstAuthFactors } from "../pools/settings/sign-in-policy.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { isOwned } from "./mfa-methods.ts";
import { toMfaSettings } from "./user-mfa.ts";

/**
 * The factors that a user can sign in with: first ones that the pool allows and the user has what it takes for, and the
 * authenticator app, which is a second one.
 */
function configuredAuthFactors(pool: UserPool, user: User): AuthFactorType[] {
  const allowed = firstAuthFactors(pool);
  const configured: Readonly<Partial<Record<AuthFactorType, boolean>>> = {
    PASSWORD: user.password !== undefined,
    EMAIL_OTP: allowed.includes("EMAIL_OTP") && Boolean(user.attributes["email"]),
    SMS_OTP: allowed.includes("SMS_OTP") && Boolean(user.attributes["phone_number"]),
    SOFTWARE_TOKEN: isOwned(user, "SOFTWARE_TOKEN_MFA"),
  };
  return (["PASSWORD", "EMAIL_OTP", "SMS_OTP", "SOFTWARE_TOKEN"] as const).filter((factor) => configured[factor]);
}

/** A user's factors as GetUserAuthFactors and AdminGetUserAuthFactors answer them. */
export function toUserAuthFactors(pool: UserPool, user: User): GetUserAuthFactorsResponse {
  return {
    Username: user.username,
    ...toMfaSettings(user),
    ConfiguredUserAuthFactors: configuredAuthFactors(pool, user),
  };
}
