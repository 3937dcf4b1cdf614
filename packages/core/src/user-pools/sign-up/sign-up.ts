import { InvalidParameterException, NotAuthorizedException, UsernameExistsException } from "@cogmock/protocol/errors";
import type { SignUpRequest, SignUpResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { assertRequiredAttributes, type AttributeValues, newUserAttributes } from "../attributes/attribute-schema.ts";
import { eventWrites } from "../auth-events/auth-event.ts";
import { originOfCall } from "../authentication/call-origin.ts";
import { assertClientMayWrite } from "../attributes/client-permissions.ts";
import { openSignUpSession } from "../choice/sign-in-after-sign-up.ts";
import { assertSecretHash } from "../clients/secret-hash.ts";
import { requireUserPoolClient } from "../clients/user-pool-client.ts";
import { toCodeDeliveryDetails } from "../messages/code-delivery.ts";
import { commitAndSend } from "../messages/send-messages.ts";
import { newPassword, type PasswordChange } from "../passwords/new-password.ts";
import { offersOneTimePasswords } from "../pools/settings/sign-in-policy.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { assertAddressAllowed } from "../threat-protection/blocked-address.ts";
import { assertNotCompromised } from "../threat-protection/compromised-password.ts";
import { callsFunction } from "../triggers/call-trigger.ts";
import { postConfirmation } from "../triggers/post-confirmation.ts";
import { preSignUp, validationDataOf } from "../triggers/pre-sign-up.ts";
import { NO_TAKEOVER, takeOverAliases } from "../users/alias-takeover.ts";
import { newUserIdentity } from "../users/new-user-identity.ts";
import { aliasesOf } from "../users/sign-in-names.ts";
import { asUsernameExists, assertNamesAreFree } from "../users/taken-names.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { verifiesContacts, withVerifiedContacts } from "./auto-verification.ts";
import { confirmationAttributes, confirmationDestination, sendConfirmation } from "./confirmation-code.ts";

/** unconfirmed: AWS says this of members that it needs although its model calls them optional. */
const PASSWORD_MISSING =
  "1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null";
/** unconfirmed: the text. That such a sign-up fails is documented. */
const PREFERRED_USERNAME_TOO_EARLY = "User needs to be confirmed before a preferred_username can be set.";

/** What SignUp says of any name that is taken, be it the username or an alias. */
function userExists(cause: unknown): UsernameExistsException {
  return new UsernameExistsException("User already exists", { cause });
}

/**
 * Signs a person up. The new user is `UNCONFIRMED` until they answer the code that goes to the contact which the pool
 * verifies; without such a contact no code is sent, and an administrator has to confirm them.
 *
 * The pool's pre sign-up trigger may confirm them at once, and verify their contacts: an alias that becomes theirs
 * thereby is nobody else's any more.
 *
 * Whether somebody else has the same verified e-mail address or phone number shows at ConfirmSignUp only, except in pools
 * whose users sign in with it instead of a username. Clients that may sign users in by choice get a `Session`, which
 * leads on to that.
 *
 * @throws ResourceNotFoundException no such client
 * @throws NotAuthorizedException the secret hash is missing or wrong; the pool's users are created by administrators; the
 *   client may not write an attribute
 * @throws InvalidParameterException the username or an attribute does not fit the pool; there is no password where the
 *   pool asks for one
 * @throws InvalidPasswordException the password does not meet the pool's policy, or is known to others
 * @throws UsernameExistsException `User already exists`
 * @throws as `assertAddressAllowed` and `preSignUp`; as `postConfirmation`, the user being there and confirmed then
 * @see AWS API Reference, SignUp
 */
export async function signUp(context: OperationContext, input: SignUpRequest): Promise<SignUpResponse> {
  const client = await requireUserPoolClient(context, input.ClientId);
  const pool = await requireUserPool(context, client.userPoolId);
  const origin = originOfCall(context.caller, client, input.UserContextData);
  await assertAddressAllowed(context, "SignUp", { pool, client, origin, username: input.Username });
  assertSecretHash(client, input.Username, input.SecretHash);
  if (pool.settings.AdminCreateUserConfig.AllowAdminCreateUserOnly) {
    throw new NotAuthorizedException("SignUp is not permitted for this user pool");
  }
  assertClientMayWrite(
    client,
    (input.UserAttributes ?? []).map(({ Name }) => Name),
  );
  const identity = newUserIdentity(context, pool, input.Username, newUserAttributes(pool, input.UserAttributes));
  assertNoPreferredUsername(pool, identity.attributes);
  assertRequiredAttributes(pool, identity.attributes);
  const password = await firstPassword(context, pool, identity, input.Password);
  // Who is refused is nobody yet of whom anything could be recorded.
  const risk =
    password && (await assertNotCompromised(context, "SIGN_UP", { pool, clientId: client.id, origin }, () => []));

  const decision = await preSignUp(context, "PreSignUp_SignUp", {
    pool,
    clientId: client.id,
    userName: identity.username,
    attributes: identity.attributes,
    validationData: validationDataOf(input),
    clientMetadata: input.ClientMetadata,
  });
  const attributes = withVerifiedContacts(withUnverifiedContacts(pool, identity.attributes), decision);
  const now = context.clock.now();
  const user: User = {
    userPoolId: pool.id,
    ...identity,
    attributes,
    aliases: aliasesOf(pool, attributes),
    status: decision.autoConfirmUser ? "CONFIRMED" : "UNCONFIRMED",
    enabled: true,
    createdAt: now,
    modifiedAt: now,
    ...password,
    tokenGeneration: 0,
  };
  const takeover = verifiesContacts(decision) ? await takeOverAliases(context, pool, user) : NO_TAKEOVER;
  const destination = decision.autoConfirmUser ? undefined : confirmationDestination(pool, attributes);
  const confirmation = destination && sendConfirmation(context, { pool, client, user }, destination);
  const session = confirmation && openSignUpSession(context, { pool, client, user });
  const writes = [confirmation?.write, session?.write].filter((write) => write !== undefined);
  const event = eventWrites(context, { pool, user, origin }, "SignUp", "Pass", risk);
  try {
    if (destination && callsFunction(context, pool, "CustomMessage")) {
      await assertNamesAreFree(context, pool, user, takeover);
    }
    await commitAndSend(
      context,
      [users.put(user, { expect: "absent" }), ...takeover.writes, ...writes, ...event],
      confirmation ? [confirmation.message] : [],
      { source: "SignUp", clientId: client.id, clientMetadata: input.ClientMetadata },
    );
  } catch (error) {
    const refusal = asUsernameExists(pool, user, takeover, error);
    throw refusal instanceof UsernameExistsException ? userExists(refusal) : refusal;
  }
  if (decision.autoConfirmUser) {
    await postConfirmation(context, "PostConfirmation_ConfirmSignUp", {
      pool,
      clientId: client.id,
      user,
      clientMetadata: input.ClientMetadata,
    });
  }
  return {
    UserConfirmed: decision.autoConfirmUser,
    CodeDeliveryDetails: destination && toCodeDeliveryDetails(destination),
    UserSub: user.sub,
    Session: session?.session,
  };
}

/**
 * A preferred username that signs in belongs to confirmed users only.
 *
 * @see "Customizing sign-in attributes" in the Amazon Cognito Developer Guide
 */
function assertNoPreferredUsername(pool: UserPool, attributes: AttributeValues): void {
  const signsIn = pool.settings.AliasAttributes?.includes("preferred_username");
  if (signsIn && attributes["preferred_username"]) throw new InvalidParameterException(PREFERRED_USERNAME_TOO_EARLY);
}

/** People may sign up without a password where the pool lets them sign in with a code alone. */
async function firstPassword(
  context: OperationContext,
  pool: UserPool,
  user: Pick<User, "username">,
  password: string | undefined,
): Promise<PasswordChange | undefined> {
  if (password !== undefined) {
    return newPassword(context, { pool, user }, password, { temporary: false, occasion: "SignUp" });
  }
  if (!offersOneTimePasswords(pool)) throw new InvalidParameterException(PASSWORD_MISSING);
  return undefined;
}

/** A contact that the pool verifies is listed as not yet verified: as recorded from AWS. */
function withUnverifiedContacts(pool: UserPool, attributes: AttributeValues): AttributeValues {
  const flags = confirmationAttributes(pool)
    .filter((attribute) => attributes[attribute])
    .map((attribute) => [`${attribute}_verified`, "false"]);
  return { ...attributes, ...Object.fromEntries(flags) };
}
