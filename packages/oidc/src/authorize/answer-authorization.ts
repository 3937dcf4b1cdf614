import { type HostedUi, OAuthRefusal } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import type { KoaContextWithOIDC } from "oidc-provider";
import { requireFacts } from "../provider/request-facts.ts";
import { errorRedirect, redirectTo } from "./redirects.ts";

/** The library's answer: parameters for the application. */
type Out = Readonly<Record<string, unknown>>;

/** AWS describes none of these errors. */
function errorOf({ error }: Out): string | undefined {
  return typeof error === "string" ? error : undefined;
}

async function locationOf(hostedUi: HostedUi, ctx: KoaContextWithOIDC, out: Out): Promise<string> {
  const { request, hosted, call, authorization } = requireFacts(ctx.req);
  const { state } = request;
  const error = errorOf(out);
  if (error !== undefined) return errorRedirect({ ...request, error });
  if (!authorization)
    return redirectTo(request, [
      ["code", String(out["code"])],
      ["state", state],
    ]);
  const tokens = await hostedUi.implicitTokens(call, hosted, authorization);
  return redirectTo(request, [
    ["id_token", tokens.IdToken],
    ["access_token", tokens.AccessToken],
    ["expires_in", String(tokens.ExpiresIn)],
    ["token_type", tokens.TokenType],
    ["state", state],
  ]);
}

/** Recorded from AWS of other triggers that fail; unconfirmed of the one that fails while tokens are made. */
const TOLD_AS_INVALID_REQUEST: ReadonlySet<string> = new Set([
  "UserLambdaValidationException",
  "UnexpectedLambdaException",
  "InvalidLambdaResponseException",
]);

/** What an application is told of tokens that could not be made. unconfirmed: all but the errors above. */
function refusalOf(thrown: unknown): { readonly error: string; readonly description?: string } {
  if (thrown instanceof OAuthRefusal) return { error: "invalid_request", description: thrown.code };
  if (!(thrown instanceof ServiceException)) throw thrown;
  const error = TOLD_AS_INVALID_REQUEST.has(thrown.name) ? "invalid_request" : "server_error";
  return { error, description: `${thrown.message} ` };
}

/** Sends the browser back to the application, with a code, tokens or an error. Every such redirect is made here. */
export async function answerAuthorization(hostedUi: HostedUi, ctx: KoaContextWithOIDC, out: Out): Promise<void> {
  const { request } = requireFacts(ctx.req);
  const location = await locationOf(hostedUi, ctx, out).catch((thrown: unknown) =>
    errorRedirect({ ...request, ...refusalOf(thrown) }),
  );
  ctx.status = 302;
  // As it stands: `ctx.redirect` would normalise the application's address.
  ctx.set("location", location);
}
