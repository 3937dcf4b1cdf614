import type { OperationContext } from "../../operation-context.ts";
import { findAll } from "../../store/find-all.ts";
import type { AnyWrite } from "../../store/store.ts";
import type { User } from "../users/user.ts";
import { devices } from "./devices.collection.ts";

/** What forgets all devices of a user; to be committed with the user's deletion. */
export async function deviceWritesOfUser(
  { store }: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
): Promise<AnyWrite[]> {
  const found = await findAll(store, devices, "byUser", [user.userPoolId, user.sub]);
  return found.map((device) => devices.delete(device, { expect: "any" }));
}
