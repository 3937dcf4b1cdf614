import type { GetUserAuthFactorsRequest, GetUserAuthFactorsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { toUserAuthFactors } from "./user-auth-factors.ts";

/**
 * Tells the bearer of an access token by which factors they can sign in.
 *
 * @throws NotAuthorizedException the token is no good
 * @see AWS API Reference, GetUserAuthFactors
 */
export async function getUserAuthFactors(
  context: Pick<OperationContext, "store" | "clock">,
  input: GetUserAuthFactorsRequest,
): Promise<GetUserAuthFactorsResponse> {
  const { pool, user } = await requireAccessTokenBearer(context, input.AccessToken);
  return toUserAuthFactors(context, pool, user);
}
