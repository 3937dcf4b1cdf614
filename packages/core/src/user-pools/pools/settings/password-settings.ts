import { InvalidParameterException } from "@cogmock/protocol/errors";
import type {
  AdminCreateUserConfigType,
  CreateUserPoolRequest,
  PasswordPolicyType,
} from "@cogmock/protocol/user-pools";

const DEFAULT_MINIMUM_LENGTH = 8;
const DEFAULT_VALIDITY_DAYS = 7;

/** The password policy of a pool for which none is asked. */
const DEFAULT_PASSWORD_POLICY: PasswordPolicyType = {
  MinimumLength: DEFAULT_MINIMUM_LENGTH,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: DEFAULT_VALIDITY_DAYS,
};

/** The policy that was given. What it leaves out is not demanded: the defaults are those of no policy at all. */
function passwordPolicy(given: PasswordPolicyType, validityDays: number): PasswordPolicyType {
  return {
    // unconfirmed: the default of a given policy's length.
    MinimumLength: given.MinimumLength ?? DEFAULT_MINIMUM_LENGTH,
    RequireUppercase: given.RequireUppercase ?? false,
    RequireLowercase: given.RequireLowercase ?? false,
    RequireNumbers: given.RequireNumbers ?? false,
    RequireSymbols: given.RequireSymbols ?? false,
    PasswordHistorySize: given.PasswordHistorySize,
    TemporaryPasswordValidityDays: validityDays,
  };
}

/** What a pool says of passwords and of users whom administrators create. */
export interface PasswordSettings {
  readonly PasswordPolicy: PasswordPolicyType;
  readonly AdminCreateUserConfig: AdminCreateUserConfigType;
}

/**
 * The password policy and the configuration of AdminCreateUser. How long temporary passwords last stands in both: the
 * one is the older name of the other, and either sets both. Zero days are none given.
 *
 * @param current the policy that stays where none is given
 * @throws InvalidParameterException both of the names are given
 * @see AWS API Reference, AdminCreateUserConfigType
 */
export function passwordSettings(
  { Policies, AdminCreateUserConfig }: Pick<CreateUserPoolRequest, "Policies" | "AdminCreateUserConfig">,
  current: PasswordPolicyType = DEFAULT_PASSWORD_POLICY,
): PasswordSettings {
  const given = Policies?.PasswordPolicy;
  const { UnusedAccountValidityDays, AllowAdminCreateUserOnly, InviteMessageTemplate } = AdminCreateUserConfig ?? {};
  if (UnusedAccountValidityDays !== undefined && given?.TemporaryPasswordValidityDays !== undefined) {
    throw new InvalidParameterException(
      "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
    );
  }
  const asked = given?.TemporaryPasswordValidityDays ?? UnusedAccountValidityDays;
  const kept = given ? undefined : current.TemporaryPasswordValidityDays;
  const validityDays = (asked ?? kept) || DEFAULT_VALIDITY_DAYS;
  return {
    PasswordPolicy: given
      ? passwordPolicy(given, validityDays)
      : { ...current, TemporaryPasswordValidityDays: validityDays },
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: AllowAdminCreateUserOnly ?? false,
      UnusedAccountValidityDays: validityDays,
      InviteMessageTemplate,
    },
  };
}
