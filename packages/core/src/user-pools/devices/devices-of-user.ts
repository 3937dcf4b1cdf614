import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import type { User } from "../users/user.ts";
import { devices } from "./devices.collection.ts";

const BATCH = 1000;

/** What forgets all devices of a user; to be committed with the user's deletion. */
export async function deviceWritesOfUser(
  { store }: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
): Promise<AnyWrite[]> {
  const writes: AnyWrite[] = [];
  let next: string | undefined;
  do {
    const page = await store.find(devices, "byUser", [user.userPoolId, user.sub], {
      limit: BATCH,
      ...(next === undefined ? {} : { after: next }),
    });
    for (const device of page.documents) writes.push(devices.delete(device, { expect: "any" }));
    next = page.next;
  } while (next !== undefined);
  return writes;
}
