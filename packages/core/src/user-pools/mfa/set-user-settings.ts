import type { SetUserSettingsRequest, SetUserSettingsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { withMfaOptions } from "./user-settings.ts";

/**
 * Turns SMS MFA of the bearer of an access token on or off. AWS has SetUserMFAPreference for this since there are other
 * factors, and keeps this one.
 *
 * @throws NotAuthorizedException the token is no good
 * @throws InvalidParameterException see `withMfaOptions`
 * @see AWS API Reference, SetUserSettings
 */
export async function setUserSettings(
  context: Pick<OperationContext, "store" | "clock">,
  input: SetUserSettingsRequest,
): Promise<SetUserSettingsResponse> {
  const { pool, user } = await requireAccessTokenBearer(context, input.AccessToken);
  const mfa = withMfaOptions(user, input.MFAOptions);
  await context.store.commit([users.put(reviseUser(pool, user, { mfa }, context.clock.now()), { expect: user })]);
  return {};
}
