import type { ListWebAuthnCredentialsRequest, ListWebAuthnCredentialsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { fromPageToken, toPageToken } from "../pagination/page-token.ts";
import { requirePasskeyBearer } from "./passkey-bearer.ts";
import { toWebAuthnCredentialDescription } from "./passkey-description.ts";
import { MAX_PASSKEYS_OF_USER } from "./passkey-limit.ts";
import type { Passkey } from "./passkeys.collection.ts";
import { findUserPasskeys } from "./user-passkeys.ts";

/** Tells where in the list a passkey stands, also when it is gone. Times are as long as each other until the year 2286. */
function cursorOf({ createdAt, id }: Passkey): string {
  return `${createdAt}/${id}`;
}

/**
 * Lists the passkeys of the user who asks, oldest first, whatever relying party they were made for.
 *
 * @throws NotAuthorizedException whatever is wrong with the access token: see `requirePasskeyBearer`
 * @throws InvalidParameterException `NextToken` is not one of this list
 * @see AWS API Reference, ListWebAuthnCredentials
 */
export async function listWebAuthnCredentials(
  context: Pick<OperationContext, "store" | "clock" | "requestId">,
  { AccessToken, MaxResults, NextToken }: ListWebAuthnCredentialsRequest,
): Promise<ListWebAuthnCredentialsResponse> {
  const { user } = await requirePasskeyBearer(context, AccessToken);
  const scope = { operation: "ListWebAuthnCredentials", parameters: [user.userPoolId, user.sub] };
  const after = fromPageToken(context, scope, NextToken);
  const document = await findUserPasskeys(context, user);
  const rest = (document?.passkeys ?? [])
    .map((passkey) => ({ passkey, cursor: cursorOf(passkey) }))
    .toSorted((one, other) => (one.cursor < other.cursor ? -1 : 1))
    .filter(({ cursor }) => after === undefined || cursor > after);
  const limit = MaxResults || MAX_PASSKEYS_OF_USER;
  const page = rest.slice(0, limit);
  return {
    Credentials: page.map(({ passkey }) => toWebAuthnCredentialDescription(passkey)),
    NextToken: rest.length > limit ? toPageToken(context, scope, page.at(-1)?.cursor) : undefined,
  };
}
