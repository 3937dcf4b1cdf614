import { cognitoSub } from "@cogmock/crypto";
import { UsernameExistsException } from "@cogmock/protocol/errors";
import type { AdminCreateUserRequest, AdminCreateUserResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { StoreConflict } from "../../store/store.ts";
import { newUserAttributes } from "../attributes/attribute-schema.ts";
import { makePasswordRecord } from "../passwords/password-record.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { aliasesOf, normalizeSignInName } from "./sign-in-names.ts";
import { toUserType, type User } from "./user.ts";
import { users } from "./users.collection.ts";

/**
 * Creates a user on an administrator's behalf.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws UsernameExistsException `User account already exists`
 * @see AWS API Reference, AdminCreateUser
 */
export async function adminCreateUser(
  context: OperationContext,
  input: AdminCreateUserRequest,
): Promise<AdminCreateUserResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const now = context.clock.now();
  const username = normalizeSignInName(pool, input.Username);
  const attributes = newUserAttributes(pool, input.UserAttributes);
  const user: User = {
    userPoolId: pool.id,
    sub: cognitoSub((length) => context.random.bytes(length)),
    username,
    aliases: aliasesOf(pool, attributes),
    status: "FORCE_CHANGE_PASSWORD",
    enabled: true,
    attributes,
    createdAt: now,
    modifiedAt: now,
    password:
      input.TemporaryPassword === undefined
        ? undefined
        : await makePasswordRecord(context, { pool, user: { username } }, input.TemporaryPassword),
    tokenGeneration: 0,
  };
  try {
    await context.store.commit([users.put(user, { expect: "absent" })]);
  } catch (error) {
    if (error instanceof StoreConflict) {
      throw new UsernameExistsException("User account already exists", { cause: error });
    }
    throw error;
  }
  return { User: toUserType(user) };
}
