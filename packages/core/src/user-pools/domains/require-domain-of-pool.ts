import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { type DomainKind, findDomainOfPool, type UserPoolDomain } from "./user-pool-domain.ts";

/** A domain with its pool. */
export interface DomainOfPool {
  readonly pool: Stored<UserPool>;
  readonly kind: DomainKind;
  readonly domain: UserPoolDomain;
}

/**
 * The domain of this name of this pool. AWS does not say which of the two is missing.
 *
 * @throws InvalidParameterException `No such domain or user pool exists.`
 */
export async function requireDomainOfPool(
  { store, region, accountId }: Pick<OperationContext, "store" | "region" | "accountId">,
  userPoolId: string,
  name: string,
): Promise<DomainOfPool> {
  const pool = await store.get(userPools, [userPoolId]);
  const found = pool?.region === region && pool.accountId === accountId ? findDomainOfPool(pool, name) : undefined;
  if (!pool || !found) throw new InvalidParameterException("No such domain or user pool exists.");
  return { pool, ...found };
}
