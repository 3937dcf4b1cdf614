import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type {
  DescribeManagedLoginBrandingByClientRequest,
  DescribeManagedLoginBrandingByClientResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireClientOfPool } from "../clients/user-pool-client.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { findBranding, toManagedLoginBrandingType } from "./managed-login-branding.ts";

/**
 * Describes the style of a client, as DescribeManagedLoginBranding does by id.
 *
 * @throws ResourceNotFoundException no such pool, no such client in it, or no style of the client
 * @see AWS API Reference, DescribeManagedLoginBrandingByClient
 */
export async function describeManagedLoginBrandingByClient(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  { UserPoolId, ClientId, ReturnMergedResources: merged = false }: DescribeManagedLoginBrandingByClientRequest,
): Promise<DescribeManagedLoginBrandingByClientResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const client = await requireClientOfPool(context, pool.id, ClientId);
  const branding = await findBranding(context, client);
  if (!branding) throw new ResourceNotFoundException(`ManagedLoginBranding for client ${client.id} does not exist.`);
  return { ManagedLoginBranding: toManagedLoginBrandingType(branding, { merged }) };
}
