import type { ProviderUserIdentifierType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import { missingParameter } from "../authentication/auth-parameters.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { findUserBySignInName, requireUser, type User } from "../users/user.ts";

/** What requests call the pool itself, where they name a provider: its users have usernames and passwords. */
export const COGNITO = "Cognito";

/** What requests call the id that a provider knows its users by, where they name an attribute. */
export const COGNITO_SUBJECT = "Cognito_Subject";

/** Somebody as a provider knows them: by the value of one of their attributes. */
export interface ProviderUser {
  readonly providerName: string;
  readonly attributeName: string;
  readonly attributeValue: string;
}

/** @throws InvalidParameterException unconfirmed: worded as other parameters that the model calls optional are */
function requireMember(user: ProviderUserIdentifierType, member: keyof ProviderUserIdentifierType): string {
  const value = user[member];
  if (!value) throw missingParameter(member);
  return value;
}

/** Whom a request names. @throws InvalidParameterException `Missing required parameter ProviderName`, and likewise */
export function toProviderUser(user: ProviderUserIdentifierType): ProviderUser {
  return {
    providerName: requireMember(user, "ProviderName"),
    attributeName: requireMember(user, "ProviderAttributeName"),
    attributeValue: requireMember(user, "ProviderAttributeValue"),
  };
}

/** The user who was made when this person first signed in through their provider: `<provider>_<subject>`. */
export async function findFederatedUser(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  providerName: string,
  subject: string,
): Promise<Stored<User> | undefined> {
  return findUserBySignInName(context, pool, `${providerName}_${subject}`);
}

/**
 * The member of the pool whom a request names: by username in the pool itself (unconfirmed: or by alias or `sub`, as
 * elsewhere), by subject at a provider. The attribute's name does not matter.
 *
 * @throws InvalidParameterException `Missing required parameter ProviderName`, and likewise
 * @throws UserNotFoundException `User does not exist.`
 */
export async function requirePoolUser(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  user: ProviderUserIdentifierType,
): Promise<Stored<User>> {
  const providerName = requireMember(user, "ProviderName");
  const value = requireMember(user, "ProviderAttributeValue");
  return requireUser(context, pool, providerName === COGNITO ? value : `${providerName}_${value}`);
}
