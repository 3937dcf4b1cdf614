import type { UserPoolHandlers } from "../handlers.ts";
import { createManagedLoginBranding } from "./create-managed-login-branding.ts";
import { deleteManagedLoginBranding } from "./delete-managed-login-branding.ts";
import { describeManagedLoginBranding } from "./describe-managed-login-branding.ts";
import { describeManagedLoginBrandingByClient } from "./describe-managed-login-branding-by-client.ts";
import { updateManagedLoginBranding } from "./update-managed-login-branding.ts";

/** Operations on the styles of managed login. */
export const managedLoginBrandingHandlers: UserPoolHandlers = {
  CreateManagedLoginBranding: createManagedLoginBranding,
  DescribeManagedLoginBranding: describeManagedLoginBranding,
  DescribeManagedLoginBrandingByClient: describeManagedLoginBrandingByClient,
  UpdateManagedLoginBranding: updateManagedLoginBranding,
  DeleteManagedLoginBranding: deleteManagedLoginBranding,
};
