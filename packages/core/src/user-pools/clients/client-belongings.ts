import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { uiCustomizations } from "../ui-customization/ui-customizations.collection.ts";
import type { UserPoolClient } from "./user-pool-client.ts";

/** What removes all that is kept of a client; to be committed with its deletion. */
export async function belongingWritesOfClient(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, id }: UserPoolClient,
): Promise<AnyWrite[]> {
  const customization = await store.get(uiCustomizations, [userPoolId, id]);
  return customization ? [uiCustomizations.delete(customization, { expect: customization })] : [];
}
