import type { SetUserMFAPreferenceRequest, SetUserMFAPreferenceResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { reviseUser } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { withMfaPreference } from "./mfa-preference.ts";

/**
 * Turns second factors of the bearer of an access token on and off, and says which one sign-in asks for.
 *
 * @throws NotAuthorizedException the token is no good
 * @throws InvalidParameterException see `withMfaPreference`
 * @see AWS API Reference, SetUserMFAPreference
 */
export async function setUserMfaPreference(
  context: Pick<OperationContext, "store" | "clock">,
  input: SetUserMFAPreferenceRequest,
): Promise<SetUserMFAPreferenceResponse> {
  const { pool, user } = await requireAccessTokenBearer(context, input.AccessToken);
  const mfa = withMfaPreference(user, input);
  await context.store.commit([users.put(reviseUser(pool, user, { mfa }, context.clock.now()), { expect: user })]);
  return {};
}
