import type { GetUICustomizationRequest, GetUICustomizationResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireClientOfPool } from "../clients/user-pool-client.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { ALL_CLIENTS, findUiCustomization, toUICustomizationType } from "./ui-customization.ts";

/**
 * Answers how the classic pages look for a client, which is as for all clients where it has nothing of its own. Where
 * nobody has set anything, the answer is empty.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @see AWS API Reference, GetUICustomization
 */
export async function getUICustomization(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  { UserPoolId, ClientId = ALL_CLIENTS }: GetUICustomizationRequest,
): Promise<GetUICustomizationResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  if (ClientId !== ALL_CLIENTS) await requireClientOfPool(context, pool.id, ClientId);
  const customization = await findUiCustomization(context, { userPoolId: pool.id, id: ClientId });
  return { UICustomization: toUICustomizationType(pool, customization) };
}
