import { findUserBySignInName, type User } from "../user-pools/users/user.ts";
import { users } from "../user-pools/users/users.collection.ts";
import { requireUserPool } from "../user-pools/pools/user-pool.ts";
import type { TestCognito } from "./start-cognito.ts";

/** Puts a user into a state to which the operations lead by longer ways. */
export async function putUserState(
  { store }: Pick<TestCognito, "store">,
  { UserPoolId, Username }: { readonly UserPoolId: string; readonly Username: string },
  state: Partial<User>,
): Promise<void> {
  const pool = await requireUserPool({ store, region: "us-east-1", accountId: "000000000000" }, UserPoolId);
  const user = await findUserBySignInName({ store }, pool, Username);
  if (!user) throw new Error(`no user ${Username}`);
  await store.commit([users.put({ ...user, ...state }, { expect: user })]);
}
