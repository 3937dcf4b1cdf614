import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { MFAOptionType } from "@cogmock/protocol/user-pools";
import type { User } from "../users/user.ts";
import { isOwned } from "./mfa-methods.ts";
import { mfaOf, type UserMfa } from "./user-mfa.ts";

/** unconfirmed: AWS's text. */
const ONLY_SMS = "Invalid MFA options given, only phone_number with the delivery medium SMS is supported";

/**
 * A user's second factors after SetUserSettings or AdminSetUserSettings, which know SMS only: an option turns it on, none
 * turns it off. What was set by SetUserMFAPreference stays.
 *
 * @throws InvalidParameterException an option is not SMS to the phone number;
 *   `User does not have a phone_number set to turn on SMS MFA`
 */
export function withMfaOptions(user: User, options: readonly MFAOptionType[]): UserMfa {
  const isSms = ({ DeliveryMedium, AttributeName }: MFAOptionType): boolean =>
    DeliveryMedium === "SMS" && AttributeName === "phone_number";
  if (!options.every(isSms)) throw new InvalidParameterException(ONLY_SMS);
  if (options.length > 0 && !isOwned(user, "SMS_MFA")) {
    throw new InvalidParameterException("User does not have a phone_number set to turn on SMS MFA");
  }
  return { ...mfaOf(user), smsByUserSettings: options.length > 0 };
}
