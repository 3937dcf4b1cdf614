import type { GlobalSignOutRequest, GlobalSignOutResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "./access-token.ts";
import { signOutEverywhere } from "./token-session.ts";

/**
 * Signs the bearer of an access token out everywhere: every refresh and access token that they have is revoked, the one
 * of this call among them.
 *
 * @throws NotAuthorizedException the token is no good: see `requireAccessTokenBearer`
 * @see AWS API Reference, GlobalSignOut
 */
export async function globalSignOut(
  context: Pick<OperationContext, "store" | "clock">,
  input: GlobalSignOutRequest,
): Promise<GlobalSignOutResponse> {
  const { user } = await requireAccessTokenBearer(context, input.AccessToken);
  await context.store.commit([signOutEverywhere(user)]);
  return {};
}
