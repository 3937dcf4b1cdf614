import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { AuthFactorType, SignInPolicyType } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../user-pool.ts";
import { canSendSms } from "./sms-configuration.ts";

const DEFAULT_SIGN_IN_POLICY: SignInPolicyType = { AllowedFirstAuthFactors: ["PASSWORD"] };

/** How users may sign in; the current policy stays where none, or none with factors, is given. */
export function signInPolicy(
  given: SignInPolicyType | undefined,
  current: SignInPolicyType = DEFAULT_SIGN_IN_POLICY,
): SignInPolicyType {
  return given?.AllowedFirstAuthFactors ? given : current;
}

/** The factors with which users of a pool can begin to sign in. */
export function firstAuthFactors({ settings }: UserPool): readonly AuthFactorType[] {
  return settings.Policies.SignInPolicy.AllowedFirstAuthFactors ?? [];
}

/** Whether users of a pool can begin with a code that is sent to them, and so need no password. */
export function offersOneTimePasswords(pool: UserPool): boolean {
  const factors = firstAuthFactors(pool);
  return factors.includes("EMAIL_OTP") || factors.includes("SMS_OTP");
}

/**
 * @throws InvalidParameterException passwords are not allowed, or codes by SMS are while the pool cannot send any
 * @see AWS API Reference, SignInPolicyType
 */
export function assertSignInPolicy(pool: UserPool): void {
  const factors = firstAuthFactors(pool);
  if (!factors.includes("PASSWORD")) {
    throw new InvalidParameterException("Password should be configured as one of the allowed first auth factors.");
  }
  if (factors.includes("SOFTWARE_TOKEN")) {
    // unconfirmed: the wording. A software token is a second factor only.
    throw new InvalidParameterException("SOFTWARE_TOKEN can not be configured as AuthFactor");
  }
  if (factors.includes("SMS_OTP") && !canSendSms(pool.settings)) {
    throw new InvalidParameterException(
      "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration",
    );
  }
}
