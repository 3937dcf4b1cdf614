import { cognitoSub } from "@cogmock/crypto";
import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { AttributeValues } from "../attributes/attribute-schema.ts";
import { isEmailAddress, isPhoneNumber } from "../attributes/attribute-values.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { aliasesOf, normalizeSignInName } from "./sign-in-names.ts";
import type { User } from "./user.ts";

/** By what a new user is known. */
export type NewUserIdentity = Pick<User, "sub" | "username" | "aliases" | "attributes">;

/** What a pool with `UsernameAttributes` asks of a username. */
const ATTRIBUTE_FORMS = {
  email: { fits: isEmailAddress, asked: "an email", format: "email format", alias: "email alias" },
  phone_number: {
    fits: isPhoneNumber,
    asked: "a phone number",
    format: "phone number format",
    // unconfirmed: worded as for e-mail.
    alias: "phone number alias",
  },
} as const;

/**
 * The attribute that a username stands for in a pool whose users sign in with it.
 *
 * @throws InvalidParameterException `Username should be an email.`, `… a phone number.`, `… either an email or a phone
 *   number.`
 */
function attributeInPlaceOfUsername(pool: UserPool, username: string): "email" | "phone_number" | undefined {
  const accepted = pool.settings.UsernameAttributes ?? [];
  if (accepted.length === 0) return undefined;
  const attribute = accepted.find((name) => ATTRIBUTE_FORMS[name].fits(username));
  if (attribute) return attribute;
  throw new InvalidParameterException(
    accepted.length > 1
      ? "Username should be either an email or a phone number."
      : `Username should be ${accepted.map((name) => ATTRIBUTE_FORMS[name].asked).join()}.`,
  );
}

/**
 * @throws InvalidParameterException `Username cannot be of email format, since user pool is configured for email
 *   alias.`, and likewise for phone numbers
 */
function assertNotOfAliasForm(pool: UserPool, username: string): void {
  for (const attribute of pool.settings.AliasAttributes ?? []) {
    if (attribute === "preferred_username" || !ATTRIBUTE_FORMS[attribute].fits(username)) continue;
    const { format, alias } = ATTRIBUTE_FORMS[attribute];
    throw new InvalidParameterException(`Username cannot be of ${format}, since user pool is configured for ${alias}.`);
  }
}

/**
 * By what a user will be known who asks for this name, whoever creates them.
 *
 * In a pool with `UsernameAttributes` the name becomes the e-mail address or phone number, and the username is the
 * `sub`. In other pools the name is the username; it must not look like an alias of the pool.
 *
 * @param attributes the attributes asked for, checked: see `newUserAttributes`. Where the name says otherwise, the name
 *   counts (unconfirmed: AWS may refuse that).
 * @throws InvalidParameterException the pool does not take such a username
 * @see "Customizing sign-in attributes" in the Amazon Cognito Developer Guide
 */
export function newUserIdentity(
  { random }: Pick<OperationContext, "random">,
  pool: UserPool,
  requestedUsername: string,
  attributes: AttributeValues,
): NewUserIdentity {
  const sub = cognitoSub((length) => random.bytes(length));
  const attribute = attributeInPlaceOfUsername(pool, requestedUsername);
  if (attribute) {
    const completed = { ...attributes, [attribute]: requestedUsername };
    return { sub, username: sub, attributes: completed, aliases: aliasesOf(pool, completed) };
  }
  assertNotOfAliasForm(pool, requestedUsername);
  const username = normalizeSignInName(pool, requestedUsername);
  return { sub, username, attributes, aliases: aliasesOf(pool, attributes) };
}
