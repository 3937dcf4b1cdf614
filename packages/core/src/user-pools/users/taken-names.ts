import { AliasExistsException, UsernameExistsException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { AliasTakeover } from "./alias-takeover.ts";
import { aliasAttributesOf, type SignInAttribute, takenSignInName } from "./sign-in-names.ts";
import { findUserBySignInName, type User } from "./user.ts";

/** What AWS says of a value that signs another user in. unconfirmed: the text for phone numbers that are aliases. */
function takenValueMessage(pool: UserPool, attribute: SignInAttribute): string {
  if (attribute === "preferred_username") return "Already found an entry for the provided username.";
  return pool.settings.UsernameAttributes?.includes(attribute)
    ? `An account with the given ${attribute} already exists.`
    : `An account with the ${attribute} already exists.`;
}

/**
 * What AdminCreateUser answers when the store refused the new user. AWS documents AliasExistsException for taken
 * aliases, and sends UsernameExistsException: as recorded from AWS.
 *
 * @param user as the commit wanted to write them
 * @param takeover what was to be taken away from others in the same commit
 * @returns the error itself, where it is no refusal of a name or where a race for a name is to be run again
 */
export function asUsernameExists(
  pool: UserPool,
  user: Pick<User, "username" | "attributes">,
  takeover: AliasTakeover,
  error: unknown,
): unknown {
  const taken = takenSignInName(pool, user, error);
  if (!taken || (taken !== "username" && takeover.frees.has(taken))) return error;
  return usernameExists(pool, taken, error);
}

function usernameExists(pool: UserPool, taken: "username" | SignInAttribute, cause?: unknown): UsernameExistsException {
  const message = taken === "username" ? "User account already exists" : takenValueMessage(pool, taken);
  return new UsernameExistsException(message, { cause });
}

/**
 * Refuses a new user early, before a function is asked for the words of their message. Whether the names are still free
 * at the end, the store decides.
 *
 * @param takeover what will be taken away from others
 * @throws UsernameExistsException as `asUsernameExists`
 */
export async function assertNamesAreFree(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  user: Pick<User, "username" | "attributes">,
  takeover: AliasTakeover,
): Promise<void> {
  if (await findUserBySignInName(context, pool, user.username)) throw usernameExists(pool, "username");
  for (const attribute of aliasAttributesOf(pool, user.attributes)) {
    if (takeover.frees.has(attribute)) continue;
    const owner = await findUserBySignInName(context, pool, user.attributes[attribute] ?? "");
    if (owner) throw usernameExists(pool, attribute);
  }
}

/**
 * What changes of a user's attributes answer when the store refused them because a value signs another user in.
 *
 * @param user as the commit wanted to write them
 * @param takeover what was to be taken away from others in the same commit
 * @returns the error itself, where it is no refusal of a name or where a race for a name is to be run again
 */
export function asAliasExists(
  pool: UserPool,
  user: Pick<User, "username" | "attributes">,
  takeover: AliasTakeover,
  error: unknown,
): unknown {
  const taken = takenSignInName(pool, user, error);
  if (!taken || taken === "username" || takeover.frees.has(taken)) return error;
  return new AliasExistsException(takenValueMessage(pool, taken), { cause: error });
}

/**
 * Refuses early, before a code is sent, an address that signs another user in, verified or not. Whether it is still free
 * when the user has proved to own it, the store decides.
 *
 * @throws AliasExistsException `An account with the given email already exists.`, and likewise for phone numbers
 */
export async function assertNameIsFree(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  user: Pick<User, "sub">,
  attribute: SignInAttribute,
  value: string,
): Promise<void> {
  if (attribute === "preferred_username" || !pool.settings.UsernameAttributes?.includes(attribute)) return;
  const owner = await findUserBySignInName(context, pool, value);
  if (owner && owner.sub !== user.sub) throw new AliasExistsException(takenValueMessage(pool, attribute));
}
