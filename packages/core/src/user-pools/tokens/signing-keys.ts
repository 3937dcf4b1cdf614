import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { signingKeys, type TokenUse, type UserPoolSigningKey } from "./signing-keys.collection.ts";

/**
 * The key that signs these tokens of a pool. Pools are made and deleted together with their keys: where there is none,
 * the pool has been deleted since the caller found it.
 *
 * @throws ResourceNotFoundException `User pool <id> does not exist.`
 */
export async function requireSigningKey(
  { store }: Pick<OperationContext, "store">,
  userPoolId: string,
  use: TokenUse,
): Promise<UserPoolSigningKey> {
  const key = await store.get(signingKeys, [userPoolId, use]);
  if (!key) throw new ResourceNotFoundException(`User pool ${userPoolId} does not exist.`);
  return key;
}
