import { type Collection, defineCollection } from "../../store/collection.ts";
import type { ManagedLoginBranding } from "./managed-login-branding.ts";

/** Styles of managed login of all pools, one a client. CreateManagedLoginBranding counts those of a pool. */
export const managedLoginBrandings: Collection<ManagedLoginBranding> = defineCollection<ManagedLoginBranding>({
  name: "managedLoginBrandings",
  key: (branding) => [branding.userPoolId, branding.id],
  unique: { byClient: (branding) => [[branding.userPoolId, branding.clientId]] },
  ordered: { byPool: (branding) => [[branding.userPoolId, branding.id]] },
});
