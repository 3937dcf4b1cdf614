import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { UserPool } from "../user-pool.ts";
import { canSendSms } from "./sms-configuration.ts";

/**
 * @throws InvalidParameterException phone numbers are to be verified by a pool that cannot send SMS, or an attribute
 *   waits for a verification that the pool does not ask for
 */
export function assertVerification({ settings }: UserPool): void {
  const verified = settings.AutoVerifiedAttributes ?? [];
  if (verified.includes("phone_number") && !canSendSms(settings)) {
    throw new InvalidParameterException(
      "SMS configuration is required when phone_number is selected for auto verification",
    );
  }
  const waiting = settings.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [];
  if (waiting.some((attribute) => !verified.includes(attribute))) {
    throw new InvalidParameterException(
      "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
    );
  }
}
