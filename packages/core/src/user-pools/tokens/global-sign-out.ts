import { NotAuthorizedException, UserNotFoundException } from "@cogmock/protocol/errors";
import type { GlobalSignOutRequest, GlobalSignOutResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { type AccessTokenBearer, requireAccessTokenBearer } from "./access-token.ts";
import { signOutEverywhere } from "./token-session.ts";

/**
 * unconfirmed: what AWS says where the user has been deleted. Of the operations that take an access token this one does
 * not declare UserNotFoundException, and with the user the token is gone.
 */
async function requireBearer(
  context: Pick<OperationContext, "store" | "clock">,
  accessToken: string,
): Promise<AccessTokenBearer> {
  try {
    return await requireAccessTokenBearer(context, accessToken);
  } catch (error) {
    if (!(error instanceof UserNotFoundException)) throw error;
    throw new NotAuthorizedException("Access Token has been revoked", { cause: error });
  }
}

/**
 * Signs the bearer of an access token out everywhere: every refresh and access token that they have is revoked, the one
 * of this call among them.
 *
 * @throws NotAuthorizedException the token is no good: see `requireAccessTokenBearer`; or its user has been deleted
 * @see AWS API Reference, GlobalSignOut
 */
export async function globalSignOut(
  context: Pick<OperationContext, "store" | "clock">,
  input: GlobalSignOutRequest,
): Promise<GlobalSignOutResponse> {
  const { user } = await requireBearer(context, input.AccessToken);
  await context.store.commit([signOutEverywhere(user)]);
  return {};
}
