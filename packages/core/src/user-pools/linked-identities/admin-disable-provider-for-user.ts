import { InvalidParameterException } from "@cogmock/protocol/errors";
import type {
  AdminDisableProviderForUserRequest,
  AdminDisableProviderForUserResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireIdentityProvider } from "../identity-providers/identity-provider.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { requireUser, reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { attributesWithLinks } from "./identities-attribute.ts";
import { linkedIdentities } from "./linked-identities.collection.ts";
import { findLinkedIdentity, linkedIdentitiesOfUser } from "./linked-identity.ts";
import { COGNITO, COGNITO_SUBJECT, type ProviderUser, toProviderUser } from "./provider-user.ts";

/** AWS's refusals. */
const REFUSALS = {
  /** As reported of AWS in 2021. unconfirmed: the type, InvalidParameterException. */
  notLinked: "Account isn't linked to anyone else, verify that the account has been linked",
  /** unconfirmed: the text. */
  localUserByAttribute: `ProviderAttributeName must be ${COGNITO_SUBJECT} for a user of the user pool`,
};

type Ports = Pick<OperationContext, "store" | "clock">;

/**
 * Takes the password away from a user of the pool itself.
 *
 * unconfirmed: how AWS keeps this. Here the user stays in the state they are in and has no password: any that they sign
 * in with is a wrong one, until they get a new one by ForgotPassword or from an administrator.
 *
 * @throws InvalidParameterException the user is not named by `Cognito_Subject`
 * @throws UserNotFoundException `User does not exist.`
 */
async function disablePassword(context: Ports, pool: UserPool, named: ProviderUser): Promise<void> {
  if (named.attributeName !== COGNITO_SUBJECT) throw new InvalidParameterException(REFUSALS.localUserByAttribute);
  const user = await requireUser(context, pool, named.attributeValue);
  if (!user.password) return;
  const withoutPassword = { password: undefined, passwordHistory: undefined };
  const revised = reviseUser(pool, user, withoutPassword, context.clock.now());
  await context.store.commit([users.put(revised, { expect: user })]);
}

/**
 * Removes a link, named by the attribute that it was made with. Who signs in with that identity from now on is somebody
 * else; the user stays. What links to a provider that has been deleted since can be removed, too.
 *
 * @throws ResourceNotFoundException the pool has no such provider, and nothing links to it
 * @throws InvalidParameterException the identity is linked to nobody
 */
async function unlink(context: Ports, pool: UserPool, named: ProviderUser): Promise<void> {
  const link = await findLinkedIdentity(context, pool, named);
  const user = link && (await context.store.get(users, [pool.id, link.sub]));
  if (!link || !user) {
    await requireIdentityProvider(context, pool, named.providerName);
    throw new InvalidParameterException(REFUSALS.notLinked);
  }
  const links = await linkedIdentitiesOfUser(context, user);
  const others = links.filter(
    ({ providerName, attributeName, attributeValue }) =>
      providerName !== link.providerName ||
      attributeName !== link.attributeName ||
      attributeValue !== link.attributeValue,
  );
  const revised = reviseUser(pool, user, { attributes: attributesWithLinks(user, others) }, context.clock.now());
  await context.store.commit([linkedIdentities.delete(link, { expect: link }), users.put(revised, { expect: user })]);
}

/**
 * Stops somebody from signing in by way of a provider: a user of the pool itself by password, or somebody at an identity
 * provider as the user whom they are linked to. Existing sessions go on.
 *
 * @throws ResourceNotFoundException no such pool, or no such provider in it
 * @throws UserNotFoundException no such user of the pool itself
 * @throws InvalidParameterException a member is missing or does not fit; the identity is linked to nobody
 * @see AWS API Reference, AdminDisableProviderForUser
 */
export async function adminDisableProviderForUser(
  context: Ports & Pick<OperationContext, "region" | "accountId">,
  input: AdminDisableProviderForUserRequest,
): Promise<AdminDisableProviderForUserResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const named = toProviderUser(input.User);
  await (named.providerName === COGNITO ? disablePassword : unlink)(context, pool, named);
  return {};
}
