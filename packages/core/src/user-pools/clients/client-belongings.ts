import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { findBranding } from "../managed-login-branding/managed-login-branding.ts";
import { managedLoginBrandings } from "../managed-login-branding/managed-login-brandings.collection.ts";
import { riskConfigurations } from "../risk-configuration/risk-configurations.collection.ts";
import { findTerms, TERMS_NAMES } from "../terms/terms.ts";
import { terms } from "../terms/terms.collection.ts";
import { uiCustomizations } from "../ui-customization/ui-customizations.collection.ts";
import type { UserPoolClient } from "./user-pool-client.ts";

/** What removes all that is kept of a client; to be committed with its deletion. */
export async function belongingWritesOfClient(
  context: Pick<OperationContext, "store">,
  client: UserPoolClient,
): Promise<AnyWrite[]> {
  const [customization, branding, risks, ...documents] = await Promise.all([
    context.store.get(uiCustomizations, [client.userPoolId, client.id]),
    findBranding(context, client),
    context.store.get(riskConfigurations, [client.userPoolId, client.id]),
    ...TERMS_NAMES.map((name) => findTerms(context, client, name)),
  ]);
  return [
    ...(customization ? [uiCustomizations.delete(customization, { expect: customization })] : []),
    ...(branding ? [managedLoginBrandings.delete(branding, { expect: branding })] : []),
    ...(risks ? [riskConfigurations.delete(risks, { expect: risks })] : []),
    ...documents
      .filter((document) => document !== undefined)
      .map((document) => terms.delete(document, { expect: document })),
  ];
}
