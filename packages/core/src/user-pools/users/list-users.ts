import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { ListUsersRequest, ListUsersResponse, UserType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { Key } from "../../store/key.ts";
import { findSchemaAttribute } from "../attributes/attribute-schema.ts";
import { findPage } from "../pagination/find-page.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { parseUserFilter } from "./parse-user-filter.ts";
import { findSearchableAttribute } from "./searchable-attributes.ts";
import { toUserType, type User } from "./user.ts";
import { users } from "./users.collection.ts";

/** The size of a page that names no `Limit`, or 0 (unconfirmed): as many as a page may have. */
const DEFAULT_LIMIT = 60;

/** Which part of which index of `users` holds those whom a filter describes. */
interface UserSearch {
  readonly index: string;
  readonly prefix: Key;
  readonly startsWith: string;
}

/**
 * @throws InvalidParameterException `Error while parsing filter.`, `Invalid search attribute: <name>`
 */
function planSearch(pool: UserPool, text: string | undefined): UserSearch {
  const filter = parseUserFilter(text);
  if (!filter) return { index: "byUsername", prefix: [pool.id], startsWith: "" };
  const attribute = findSearchableAttribute(filter.attribute);
  if (!attribute) throw new InvalidParameterException(`Invalid search attribute: ${filter.attribute}`);
  const value = attribute.fold(pool, filter.value);
  return filter.operator === "="
    ? { index: attribute.index, prefix: [pool.id, value], startsWith: "" }
    : { index: attribute.index, prefix: [pool.id], startsWith: value };
}

/**
 * Which attributes to show; all, where none is named. A user who lacks one is shown without it.
 *
 * @throws InvalidParameterException `One or more requested attributes do not exist.`
 */
function selectAttributes(pool: UserPool, names: readonly string[] = []): (user: User) => UserType {
  if (names.length === 0) return toUserType;
  if (names.some((name) => !findSchemaAttribute(pool, name))) {
    throw new InvalidParameterException("One or more requested attributes do not exist.");
  }
  const selected = new Set(names);
  return (user) => {
    const { Attributes = [], ...rest } = toUserType(user);
    return { ...rest, Attributes: Attributes.filter(({ Name }) => selected.has(Name)) };
  };
}

/**
 * Lists the users of a pool, all or those whom a filter describes, in order of the attribute that the filter names;
 * without a filter in order of username.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException the filter, an attribute to get or the token is no good
 * @see AWS API Reference, ListUsers
 */
export async function listUsers(
  context: Pick<OperationContext, "store" | "clock" | "requestId" | "region" | "accountId">,
  input: ListUsersRequest,
): Promise<ListUsersResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const { index, prefix, startsWith } = planSearch(pool, input.Filter);
  const toSelected = selectAttributes(pool, input.AttributesToGet);
  const page = await findPage(context, users, index, prefix, {
    operation: "ListUsers",
    parameters: [pool.id, input.Filter, input.AttributesToGet],
    limit: input.Limit || DEFAULT_LIMIT,
    token: input.PaginationToken,
    startsWith,
  });
  return { Users: page.documents.map(toSelected), PaginationToken: page.nextToken };
}
