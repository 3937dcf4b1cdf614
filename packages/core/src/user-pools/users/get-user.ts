import type { GetUserRequest, GetUserResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { mayRead } from "../attributes/client-permissions.ts";
import { toMfaOptions, toMfaSettings } from "../mfa/user-mfa.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { toAttributeList } from "./user.ts";

/**
 * The bearer of an access token, with those attributes that the token's client may read.
 *
 * @throws NotAuthorizedException the token is no good: see `requireAccessTokenBearer`
 * @see AWS API Reference, GetUser
 */
export async function getUser(
  context: Pick<OperationContext, "store" | "clock">,
  input: GetUserRequest,
): Promise<GetUserResponse> {
  const { client, user } = await requireAccessTokenBearer(context, input.AccessToken);
  return {
    Username: user.username,
    UserAttributes: toAttributeList(user).filter(({ Name }) => mayRead(client, Name)),
    MFAOptions: toMfaOptions(user),
    ...toMfaSettings(user),
  };
}
