import type { DeleteManagedLoginBrandingRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireBranding } from "./managed-login-branding.ts";
import { managedLoginBrandings } from "./managed-login-brandings.collection.ts";

/**
 * Deletes the style of a client, which can have another from then on.
 *
 * @throws ResourceNotFoundException no such pool, or no such style in it
 * @see AWS API Reference, DeleteManagedLoginBranding
 */
export async function deleteManagedLoginBranding(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DeleteManagedLoginBrandingRequest,
): Promise<void> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const branding = await requireBranding(context, pool, input.ManagedLoginBrandingId);
  await context.store.commit([managedLoginBrandings.delete(branding, { expect: branding })]);
}
