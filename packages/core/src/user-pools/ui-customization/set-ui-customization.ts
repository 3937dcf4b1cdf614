import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { SetUICustomizationRequest, SetUICustomizationResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireClientOfPool } from "../clients/user-pool-client.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import { hasDomain } from "../domains/user-pool-domain.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { assertCss } from "./css.ts";
import { logoOf } from "./logo.ts";
import { ALL_CLIENTS, findUiCustomization, toUICustomizationType, type UiCustomization } from "./ui-customization.ts";
import { uiCustomizations } from "./ui-customizations.collection.ts";

/** "Hosted UI (classic) branding" in the Amazon Cognito Developer Guide */
const MAX_REQUEST_BYTES = 135 * 1024;

/**
 * Sets how the classic pages look for a client, or for all that have nothing of their own. What is left out is taken
 * away; with neither CSS nor image the customization is gone. The client is written as well, unchanged: of a race with its
 * deletion nothing is left.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @throws InvalidParameterException the pool has no domain, or CSS or image break a rule
 * @see AWS API Reference, SetUICustomization
 */
export async function setUICustomization(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: SetUICustomizationRequest,
): Promise<SetUICustomizationResponse> {
  const { store, clock } = context;
  const { UserPoolId, ClientId = ALL_CLIENTS, CSS, ImageFile } = input;
  const pool = await requireUserPool(context, UserPoolId);
  const client = ClientId === ALL_CLIENTS ? undefined : await requireClientOfPool(context, pool.id, ClientId);
  if (!hasDomain(pool)) throw new InvalidParameterException("A domain must be associated with this user pool.");
  if (JSON.stringify(input).length > MAX_REQUEST_BYTES) {
    // unconfirmed: the class.
    throw new InvalidParameterException("request parameters too large");
  }
  if (CSS) assertCss(CSS);
  const logo = ImageFile ? logoOf(ImageFile) : undefined;
  const before = await store.get(uiCustomizations, [pool.id, ClientId]);
  if (!CSS && !logo) {
    if (before) await store.commit([uiCustomizations.delete(before, { expect: before })]);
    // unconfirmed: the answer. This is what GetUICustomization tells from then on.
    const inherited = await findUiCustomization(context, { userPoolId: pool.id, id: ClientId });
    return { UICustomization: toUICustomizationType(pool, inherited) };
  }
  const now = clock.now();
  const customization: UiCustomization = {
    userPoolId: pool.id,
    clientId: ClientId,
    css: CSS || undefined,
    logo,
    createdAt: before?.createdAt ?? now,
    modifiedAt: now,
  };
  await store.commit([
    uiCustomizations.put(customization, { expect: before ?? "absent" }),
    ...(client ? [userPoolClients.put(client, { expect: client })] : []),
  ]);
  return { UICustomization: toUICustomizationType(pool, customization) };
}
