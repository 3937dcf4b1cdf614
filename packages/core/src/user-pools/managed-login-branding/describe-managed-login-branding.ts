import type {
  DescribeManagedLoginBrandingRequest,
  DescribeManagedLoginBrandingResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireBranding, toManagedLoginBrandingType } from "./managed-login-branding.ts";

/**
 * Describes a style of managed login: what is customized, or with `ReturnMergedResources` every setting.
 *
 * @throws ResourceNotFoundException no such pool, or no such style in it
 * @see AWS API Reference, DescribeManagedLoginBranding
 */
export async function describeManagedLoginBranding(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  { UserPoolId, ManagedLoginBrandingId, ReturnMergedResources: merged = false }: DescribeManagedLoginBrandingRequest,
): Promise<DescribeManagedLoginBrandingResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const branding = await requireBranding(context, pool, ManagedLoginBrandingId);
  return { ManagedLoginBranding: toManagedLoginBrandingType(branding, { merged }) };
}
