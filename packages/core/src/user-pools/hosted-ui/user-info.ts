import { NotAuthorizedException, ResourceNotFoundException, UserNotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { mayRead } from "../attributes/client-permissions.ts";
import { requireTokenBearer } from "../tokens/access-token.ts";
import { OPENID_SCOPE } from "../tokens/issue-tokens.ts";
import { isInScope } from "../tokens/scope-attributes.ts";

/** What becomes of a question for userInfo: the claims, or why the access token is no good. */
export type UserInfo =
  | { readonly kind: "claims"; readonly claims: Readonly<Record<string, string>> }
  | { readonly kind: "invalidToken" }
  | { readonly kind: "lacksOpenid" };

/**
 * What a client may know of its user, every value as text: what the ID token says by the scopes of the access token.
 *
 * @see "The userInfo endpoint" in the Amazon Cognito Developer Guide; OpenID Connect Core 1.0, section 5.3
 */
export async function userInfo(
  context: Pick<OperationContext, "store" | "clock">,
  userPoolId: string,
  accessToken: string,
): Promise<UserInfo> {
  try {
    const { pool, client, user, scopes } = await requireTokenBearer(context, accessToken);
    if (pool.id !== userPoolId) return { kind: "invalidToken" };
    if (!scopes.includes(OPENID_SCOPE)) return { kind: "lacksOpenid" };
    const shown = Object.entries(user.attributes).filter(([name]) => mayRead(client, name) && isInScope(scopes, name));
    return { kind: "claims", claims: { sub: user.sub, ...Object.fromEntries(shown), username: user.username } };
  } catch (error) {
    const isRefusal =
      error instanceof NotAuthorizedException ||
      error instanceof UserNotFoundException ||
      error instanceof ResourceNotFoundException;
    if (isRefusal) return { kind: "invalidToken" };
    throw error;
  }
}
