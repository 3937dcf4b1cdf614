import { NotAuthorizedException, UserNotFoundException } from "@cogmock/protocol/errors";
import type { AttributeType, UserStatusType, UserType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { Stored } from "../../store/store.ts";
import { toMfaOptions, type UserMfa } from "../mfa/user-mfa.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { aliasesOf, normalizeSignInName } from "./sign-in-names.ts";
import { users } from "./users.collection.ts";

/** A password as it is kept: an SRP verifier and its salt (authentication with SRP-6a needs nothing else). */
export interface PasswordRecord {
  /** Hexadecimal. */
  readonly salt: string;
  /** Base64 of g^x mod N. */
  readonly verifier: string;
  readonly setAt: EpochMilliseconds;
  /** When a temporary password stops working; absent for a permanent one. */
  readonly temporaryUntil?: EpochMilliseconds | undefined;
}

/** A member of a user pool. */
export interface User {
  readonly userPoolId: string;
  /** Identifies the user for ever; the username in pools that sign in with e-mail addresses or phone numbers. */
  readonly sub: string;
  /** Immutable. In lower case in pools whose usernames are case-insensitive. */
  readonly username: string;
  /** The names besides the username that sign this user in, normalized: see `aliasesOf`. */
  readonly aliases: readonly string[];
  readonly status: UserStatusType;
  readonly enabled: boolean;
  /** By name, in the order in which they were set; without `sub`. Booleans are `"true"` and `"false"`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly createdAt: EpochMilliseconds;
  readonly modifiedAt: EpochMilliseconds;
  /** Absent for users who have never had a password. */
  readonly password?: PasswordRecord | undefined;
  /** Earlier passwords, newest first, as many as the pool's `PasswordHistorySize` asks for. */
  readonly passwordHistory?: readonly PasswordRecord[] | undefined;
  /** Absent for users who have never had anything to do with MFA. */
  readonly mfa?: UserMfa | undefined;
  /** Tokens of sign-ins made under an earlier number are revoked. Grows with each global sign-out. */
  readonly tokenGeneration: number;
}

/** What can change of a user. */
export type UserChanges = Partial<
  Pick<User, "status" | "enabled" | "attributes" | "password" | "passwordHistory" | "mfa" | "tokenGeneration">
>;

/** The user after a change, with aliases that follow the attributes. */
export function reviseUser(pool: UserPool, user: User, changes: UserChanges, now: EpochMilliseconds): User {
  const attributes = changes.attributes ?? user.attributes;
  return { ...user, ...changes, aliases: aliasesOf(pool, attributes), modifiedAt: now };
}

/** The user whom this name signs in: a username or, where the pool has them, an alias. */
export async function findUserBySignInName(
  { store }: Pick<OperationContext, "store">,
  pool: UserPool,
  name: string,
): Promise<Stored<User> | undefined> {
  return store.getUnique(users, "bySignInName", [pool.id, normalizeSignInName(pool, name)]);
}

/** Whether the user signs in with this name: their username, or an alias. */
export function isNameOf(pool: UserPool, user: User, name: string): boolean {
  const normalized = normalizeSignInName(pool, name);
  return user.username === normalized || user.aliases.includes(normalized);
}

/** The form of a `sub`. */
const SUB = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The user whom an administrator means: by `sub`, username or alias. A `sub` goes first: otherwise somebody could sign
 * up with another user's `sub` for a username, and get what an administrator means for that user.
 */
export async function findUser(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  usernameAliasOrSub: string,
): Promise<Stored<User> | undefined> {
  const bySub = SUB.test(usernameAliasOrSub)
    ? await context.store.get(users, [pool.id, usernameAliasOrSub])
    : undefined;
  return bySub ?? (await findUserBySignInName(context, pool, usernameAliasOrSub));
}

/** As `findUser`. @throws UserNotFoundException `User does not exist.` */
export async function requireUser(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  usernameAliasOrSub: string,
): Promise<Stored<User>> {
  const user = await findUser(context, pool, usernameAliasOrSub);
  if (!user) throw new UserNotFoundException("User does not exist.");
  return user;
}

/** @throws NotAuthorizedException `User is disabled.` */
export function assertEnabled(user: User): void {
  if (!user.enabled) throw new NotAuthorizedException("User is disabled.");
}

/** A user's attributes as AWS lists them: `sub` first, then in the order in which they were set. */
export function toAttributeList(user: User): AttributeType[] {
  const list: AttributeType[] = [{ Name: "sub", Value: user.sub }];
  for (const [Name, Value] of Object.entries(user.attributes)) list.push({ Name, Value });
  return list;
}

/** A user as AdminCreateUser, ListUsers and ListUsersInGroup answer it. */
export function toUserType(user: User): UserType {
  return {
    Username: user.username,
    Attributes: toAttributeList(user),
    UserCreateDate: user.createdAt / 1000,
    UserLastModifiedDate: user.modifiedAt / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
    MFAOptions: toMfaOptions(user),
  };
}
