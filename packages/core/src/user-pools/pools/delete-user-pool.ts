import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { DeleteUserPoolRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { hasDomain } from "../domains/user-pool-domain.ts";
import { signingKeys } from "../tokens/signing-keys.collection.ts";
import { removePoolBelongings } from "./pool-belongings.ts";
import { poolRemovals } from "./pool-removals.collection.ts";
import { requireUserPool, type UserPool } from "./user-pool.ts";
import { userPools } from "./user-pools.collection.ts";

/** unconfirmed: which is checked first. @throws InvalidParameterException the pool is protected, or has a domain */
function assertDeletable(pool: UserPool): void {
  if (pool.settings.DeletionProtection === "ACTIVE") {
    throw new InvalidParameterException(
      "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
    );
  }
  if (hasDomain(pool)) {
    throw new InvalidParameterException(
      "User pool cannot be deleted. It has a domain configured that should be deleted first.",
    );
  }
}

/**
 * Deletes a user pool with all that is in it.
 *
 * The commit that decides deletes the pool and its keys: from then on every operation finds no pool, and no token of it
 * verifies. What belonged to it can no longer be reached, for it is found through the pool, whose id is never given
 * again. It is removed afterwards, batch by batch, since a pool may hold more documents than one commit should. What is
 * left even so, because the server stopped meanwhile or because somebody just then signed up, takes up room and nothing
 * else until a sweep: see `createPoolSweeper`. Codes, counted attempts and sessions are left to expire; messages stay,
 * because they were sent.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException the pool is protected from deletion, or has a domain
 * @see AWS API Reference, DeleteUserPool
 */
export async function deleteUserPool(
  context: Pick<OperationContext, "store" | "realClock" | "poolSweeper" | "region" | "accountId">,
  input: DeleteUserPoolRequest,
): Promise<void> {
  const pool = await requireUserPool(context, input.UserPoolId);
  assertDeletable(pool);
  const keys = await Promise.all([
    context.store.get(signingKeys, [pool.id, "access"]),
    context.store.get(signingKeys, [pool.id, "id"]),
  ]);
  await context.store.commit([
    userPools.delete(pool, { expect: pool }),
    poolRemovals.put({ userPoolId: pool.id, deletedAt: context.realClock.now() }, { expect: "absent" }),
    ...keys.filter((key) => key !== undefined).map((key) => signingKeys.delete(key, { expect: "any" })),
  ]);
  await removePoolBelongings(context.store, pool.id);
  context.poolSweeper.sweep();
}
