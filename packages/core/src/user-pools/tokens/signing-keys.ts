import type { OperationContext } from "../../operation-context.ts";
import { signingKeys, type TokenUse, type UserPoolSigningKey } from "./signing-keys.collection.ts";

/** The key that signs these tokens of a pool. Every pool is made with its keys; a pool without one is damaged data. */
export async function requireSigningKey(
  { store }: Pick<OperationContext, "store">,
  userPoolId: string,
  use: TokenUse,
): Promise<UserPoolSigningKey> {
  const key = await store.get(signingKeys, [userPoolId, use]);
  if (!key) throw new Error(`user pool ${userPoolId} has no ${use} signing key`);
  return key;
}
