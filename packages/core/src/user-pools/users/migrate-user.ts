import { InvalidParameterException, UserNotFoundException, UsernameExistsException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import { newUserAttributes } from "../attributes/attribute-schema.ts";
import { assertVerifiedFlagsHaveValues } from "../attributes/contact-attributes.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { commitAndSend } from "../messages/send-messages.ts";
import { makePasswordRecord } from "../passwords/password-record.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { callsFunction } from "../triggers/call-trigger.ts";
import { UnfitAnswer } from "../triggers/trigger-errors.ts";
import { type MigratedUser, type MigrationRequest, userMigration } from "../triggers/user-migration.ts";
import { NO_TAKEOVER, takeOverAliases } from "./alias-takeover.ts";
import { invitationsWithout, invitationsWith } from "./invitation.ts";
import { type NewUserIdentity, newUserIdentity } from "./new-user-identity.ts";
import { asUsernameExists, assertNamesAreFree } from "./taken-names.ts";
import { findUserBySignInName, type User } from "./user.ts";
import { users } from "./users.collection.ts";

/** Who is looked for elsewhere: nobody of the pool has the name. */
export interface Migration extends Omit<MigrationRequest, "pool" | "clientId" | "userName"> {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** As typed. */
  readonly username: string;
}

/** By what the user will be known: the name as typed or, where that is an alias, the one that the function says. */
function identityOf(
  context: Pick<OperationContext, "random">,
  { pool, username: typed }: Migration,
  { userAttributes }: MigratedUser,
): NewUserIdentity {
  const { username, ...attributes } = userAttributes;
  const list = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  // Where names are addresses, the name is the one that was typed.
  const isAlias = pool.settings.AliasAttributes !== undefined && username !== undefined;
  const identity = newUserIdentity(context, pool, isAlias ? username : typed, newUserAttributes(pool, list));
  assertVerifiedFlagsHaveValues(identity.attributes);
  return identity;
}

/** unconfirmed: the text. That there must be a phone number is documented. */
const NO_PHONE_NUMBER = "User does not have a phone number to enable SMS MFA";

function mfaOfMigrated({ attributes }: NewUserIdentity, { enableSmsMfa }: MigratedUser): User["mfa"] {
  if (!enableSmsMfa) return undefined;
  if (!attributes["phone_number"]) throw new InvalidParameterException(NO_PHONE_NUMBER);
  return { enabled: ["SMS_MFA"] };
}

/**
 * What becomes of a user of whom the pool takes something amiss. unconfirmed: how AWS joins the two halves; it has been
 * seen to say the reason.
 */
function asMigrationFailure({ client }: Migration, error: unknown): unknown {
  if (!(error instanceof InvalidParameterException || error instanceof UsernameExistsException)) return error;
  const reason = error.message.replace(/\.$/, "");
  const cause = new UnfitAnswer(reason, { cause: error });
  return new UserNotFoundException(`Exception migrating user in app client ${client.id}: ${reason}`, { cause });
}

/** A user with whatever the function says of them. The pool's password policy does not matter (AWS documents). */
async function newMigratedUser(context: OperationContext, migration: Migration, found: MigratedUser): Promise<User> {
  const { pool, password } = migration;
  const identity = identityOf(context, migration, found);
  const now = context.clock.now();
  return {
    userPoolId: pool.id,
    ...identity,
    status: found.finalUserStatus,
    enabled: true,
    createdAt: now,
    modifiedAt: now,
    password:
      password === undefined ? undefined : await makePasswordRecord(context, { pool, user: identity }, password),
    mfa: mfaOfMigrated(identity, found),
    tokenGeneration: 0,
  };
}

/**
 * Creates the user, in a commit of its own: whatever becomes of the call that goes on with them, they are here from now
 * on, and need not be asked for again.
 */
async function createMigratedUser(
  context: OperationContext,
  migration: Migration,
  found: MigratedUser,
): Promise<Stored<User> | undefined> {
  const { pool, client, username, password, clientMetadata } = migration;
  const user = await newMigratedUser(context, migration, found);
  const takeover = found.forceAliasCreation ? await takeOverAliases(context, pool, user) : NO_TAKEOVER;
  if (callsFunction(context, pool, "CustomMessage")) await assertNamesAreFree(context, pool, user, takeover);
  const invitation = {
    MessageAction: found.suppressesMessage ? ("SUPPRESS" as const) : undefined,
    DesiredDeliveryMediums: found.desiredDeliveryMediums,
  };
  // unconfirmed: that the welcome is the invitation, with the password as typed where there is one.
  const messages =
    password === undefined
      ? invitationsWithout(pool, user, invitation)
      : invitationsWith(pool, user, invitation, password);
  try {
    await commitAndSend(context, [users.put(user, { expect: "absent" }), ...takeover.writes], messages, {
      source: "AdminCreateUser",
      clientId: client.id,
      clientMetadata,
    });
  } catch (error) {
    // Another call may have migrated the same user: then this one runs again, and finds them.
    const isHere = await findUserBySignInName(context, pool, username);
    throw isHere ? error : asUsernameExists(pool, user, takeover, error);
  }
  return context.store.get(users, [pool.id, user.sub]);
}

/**
 * Looks for a user of another directory, by the pool's user migration trigger, and takes them into the pool. The pre
 * sign-up trigger is not asked (unconfirmed).
 *
 * @returns the user; `undefined` where there is none elsewhere either
 * @throws UserNotFoundException `Exception migrating user in app client <id>…`: the pool cannot take them
 * @throws as `userMigration`
 * @see "Migrate user Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function migrateUser(context: OperationContext, migration: Migration): Promise<Stored<User> | undefined> {
  const { client, username, ...request } = migration;
  const found = await userMigration(context, { ...request, clientId: client.id, userName: username });
  if (!found) return undefined;
  try {
    return await createMigratedUser(context, migration, found);
  } catch (error) {
    throw asMigrationFailure(migration, error);
  }
}
