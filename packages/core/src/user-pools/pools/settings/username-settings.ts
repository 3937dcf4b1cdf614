import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import type { UserPool, UserPoolSettings } from "../user-pool.ts";

/** The items of a list; an empty one is no list. */
export function unlessEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length ? list : undefined;
}

/**
 * What signs users in besides usernames. These settings are for ever.
 *
 * @throws InvalidParameterException both lists are given, even empty
 */
export function usernameSettings({
  AliasAttributes,
  UsernameAttributes,
  UsernameConfiguration,
}: CreateUserPoolRequest): Pick<UserPoolSettings, "AliasAttributes" | "UsernameAttributes" | "UsernameConfiguration"> {
  if (AliasAttributes && UsernameAttributes) {
    throw new InvalidParameterException(
      "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
    );
  }
  return {
    AliasAttributes: unlessEmpty(AliasAttributes),
    UsernameAttributes: unlessEmpty(UsernameAttributes),
    UsernameConfiguration,
  };
}

/**
 * A preferred username signs in once it is set, after confirmation; it cannot be demanded at sign-up as well.
 *
 * @throws InvalidParameterException `preferred_username` is both an alias and required
 */
export function assertPreferredUsername({ settings, schema }: UserPool): void {
  const isRequired = schema.some(({ Name, Required }) => Name === "preferred_username" && Required);
  if (isRequired && settings.AliasAttributes?.includes("preferred_username")) {
    // unconfirmed: the wording.
    throw new InvalidParameterException("preferred_username cannot be both an alias and a required attribute.");
  }
}
