import { NotAuthorizedException, ResourceNotFoundException, UserNotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { type AccessTokenBearer, requireAccessTokenBearer } from "../tokens/access-token.ts";

/** Whose passkeys are spoken of, and through which client. */
export interface PasskeyOwner extends Pick<AccessTokenBearer, "user"> {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
}

/**
 * The bearer of an access token that a passkey operation is called with. These operations are not documented to say that
 * a user or a client does not exist: to the token of one that was deleted they say NotAuthorizedException.
 *
 * unconfirmed: the words, which are those of the other operations.
 *
 * @throws NotAuthorizedException whatever is wrong with the token: see `requireAccessTokenBearer`
 */
export async function requirePasskeyBearer(
  context: Pick<OperationContext, "store" | "clock">,
  accessToken: string,
): Promise<AccessTokenBearer> {
  try {
    return await requireAccessTokenBearer(context, accessToken);
  } catch (error) {
    const isGone = error instanceof UserNotFoundException || error instanceof ResourceNotFoundException;
    throw isGone ? new NotAuthorizedException(error.message, { cause: error }) : error;
  }
}
