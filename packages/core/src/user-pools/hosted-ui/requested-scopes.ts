import type { OperationContext } from "../../operation-context.ts";
import { customScopesOfPool } from "../resource-servers/custom-scopes.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";

/** The scopes that every pool has: those of OpenID Connect, and Cognito's own. */
const STANDARD: ReadonlySet<string> = new Set(["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"]);

/** Those that say something of the user, and need `openid`. */
const NEED_OPENID: readonly string[] = ["email", "phone", "profile"];

/**
 * The scopes that come into tokens: those that every pool has, and those of resource servers as they are now. A client
 * may have others, which their resource server has lost.
 */
export async function existingScopes(
  context: Pick<OperationContext, "store">,
  userPoolId: string,
  scopes: readonly string[],
): Promise<readonly string[]> {
  if (scopes.every((scope) => STANDARD.has(scope))) return scopes;
  const custom = await customScopesOfPool(context, userPoolId);
  return scopes.filter((scope) => STANDARD.has(scope) || custom.has(scope));
}

/**
 * The scopes of an authorization: those asked for, without repetitions; all of the client's where none were.
 *
 * @param asked `scope` of the request (RFC 6749, section 3.3)
 * @returns `undefined` where one is not the client's, or lacks `openid`
 */
export function requestedScopes(
  { settings }: UserPoolClient,
  asked: string | undefined,
): readonly string[] | undefined {
  const allowed = settings.AllowedOAuthScopes ?? [];
  const scopes = [...new Set((asked ?? "").split(" ").filter((scope) => scope !== ""))];
  if (scopes.length === 0) return allowed;
  if (scopes.some((scope) => !allowed.includes(scope))) return undefined;
  return !scopes.includes("openid") && scopes.some((scope) => NEED_OPENID.includes(scope)) ? undefined : scopes;
}
