import type { AssetType, JsonValue } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { effectiveSettings, findBranding } from "../managed-login-branding/managed-login-branding.ts";
import { findUiCustomization, type Logo } from "../ui-customization/ui-customization.ts";
import type { HostedClient } from "./grant-tokens.ts";

/** How the pages of a client are to look, as it was configured: unchecked values among it. */
export type HostedLook =
  | { readonly version: 1; readonly css: string | undefined; readonly logo: Logo | undefined }
  | { readonly version: 2; readonly settings: JsonValue; readonly assets: readonly AssetType[] };

/** Whether the pages of a pool are the classic ones. A pool without a domain has managed login. */
export function isClassic({ customDomain, domain }: Pick<HostedClient["pool"], "customDomain" | "domain">): boolean {
  return (customDomain ?? domain)?.managedLoginVersion === 1;
}

/**
 * The look of a client's pages: by what its pool's domain says, the classic customization or the style of managed login.
 *
 * @returns undefined where managed login has no style; classic pages have their look without a customization, too
 */
export async function findHostedLook(
  context: Pick<OperationContext, "store">,
  { pool, client }: HostedClient,
): Promise<HostedLook | undefined> {
  if (isClassic(pool)) {
    const customization = await findUiCustomization(context, client);
    return { version: 1, css: customization?.css, logo: customization?.logo };
  }
  const branding = await findBranding(context, client);
  return branding && { version: 2, settings: effectiveSettings(branding), assets: branding.assets };
}
