import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import type { User } from "../users/user.ts";

/**
 * The user who asks about a device of their own.
 *
 * @throws InvalidParameterException there is no access token, although the service model lets it be left out
 *   (unconfirmed: what AWS says)
 * @throws as `requireAccessTokenBearer`
 */
export async function requireDeviceOwner(
  context: Pick<OperationContext, "store" | "clock">,
  accessToken: string | undefined,
): Promise<Stored<User>> {
  if (accessToken === undefined) throw new InvalidParameterException("Missing required parameter AccessToken");
  return (await requireAccessTokenBearer(context, accessToken)).user;
}
