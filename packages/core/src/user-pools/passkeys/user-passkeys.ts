import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { type Passkey, type UserPasskeys, userPasskeys } from "./passkeys.collection.ts";
import { allowsPasskeys, relyingPartyIdOf } from "./relying-party.ts";

/** A user's passkeys and the document that they are in; the latter is absent for users who never registered any. */
export async function findUserPasskeys(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, sub }: Pick<User, "userPoolId" | "sub">,
): Promise<Stored<UserPasskeys> | undefined> {
  return store.get(userPasskeys, [userPoolId, sub]);
}

/** Writes a user's document. @param before as it was read; a user without one gets a new one */
export function putUserPasskeys(after: UserPasskeys, before: Stored<UserPasskeys> | undefined): AnyWrite {
  return userPasskeys.put(after, { expect: before ?? "absent" });
}

/**
 * Of passkeys, those that sign their user in now: none where the pool does not allow them, and none that were made for
 * another relying party than it has now.
 */
export function usableIn(pool: UserPool, { passkeys }: Pick<UserPasskeys, "passkeys">): readonly Passkey[] {
  if (!allowsPasskeys(pool)) return [];
  const relyingPartyId = relyingPartyIdOf(pool);
  return passkeys.filter((passkey) => passkey.relyingPartyId === relyingPartyId);
}

/** The passkeys that a user can sign in with now: see `usableIn`. */
export async function usablePasskeys(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  user: Pick<User, "userPoolId" | "sub">,
): Promise<readonly Passkey[]> {
  if (!allowsPasskeys(pool)) return [];
  const document = await findUserPasskeys(context, user);
  return document ? usableIn(pool, document) : [];
}

/** What removes all passkeys of a user; to be committed with the user's deletion. */
export async function passkeyWritesOfUser(
  context: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
): Promise<AnyWrite[]> {
  const document = await findUserPasskeys(context, user);
  return document ? [userPasskeys.delete(document, { expect: document })] : [];
}
