import type {
  UpdateManagedLoginBrandingRequest,
  UpdateManagedLoginBrandingResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { assertAssets, mergeAssets } from "./assets.ts";
import {
  assertOneSource,
  type ManagedLoginBranding,
  requireBranding,
  toManagedLoginBrandingType,
} from "./managed-login-branding.ts";
import { managedLoginBrandings } from "./managed-login-brandings.collection.ts";
import { mergeSettings } from "./merge-settings.ts";

/**
 * Changes a style: settings and assets are laid over those that it has, or all goes back to Cognito's own. A style that
 * is larger than a request may be is built up so.
 *
 * @throws ResourceNotFoundException no such pool, or no such style in it
 * @throws InvalidParameterException both or neither of the sources, or an asset in a wrong place
 * @see AWS API Reference, UpdateManagedLoginBranding
 */
export async function updateManagedLoginBranding(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: UpdateManagedLoginBrandingRequest,
): Promise<UpdateManagedLoginBrandingResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const before = await requireBranding(context, pool, input.ManagedLoginBrandingId);
  assertOneSource(input);
  assertAssets(input.Assets);
  const branding: ManagedLoginBranding = {
    ...before,
    useCognitoProvidedValues: input.Settings === undefined,
    settings: input.Settings === undefined ? undefined : mergeSettings(before.settings, input.Settings),
    // unconfirmed: that going back to Cognito's own style takes the assets away.
    assets: mergeAssets(input.Settings === undefined ? [] : before.assets, input.Assets),
    modifiedAt: context.clock.now(),
  };
  await context.store.commit([managedLoginBrandings.put(branding, { expect: before })]);
  return { ManagedLoginBranding: toManagedLoginBrandingType(branding, { merged: false }) };
}
