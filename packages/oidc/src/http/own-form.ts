import { requireAuthorizationRequest } from "../authorize/authorize.ts";
import { offersOwnUsers } from "../federation/offered-providers.ts";
import { messagePage } from "../pages/error-page.ts";
import { answerPage } from "../pages/page.ts";
import { type ClientRequest, queryTextOf } from "./hosted-request.ts";

/**
 * Whether a page for users of the pool itself may go on: its address holds an authorization request, and the client has
 * such users. Otherwise whoever is to know has been told.
 *
 * unconfirmed: what AWS's pages do for clients that have users of identity providers alone.
 */
export function mayGoOn(request: ClientRequest): boolean {
  if (requireAuthorizationRequest(request) === undefined) return false;
  if (offersOwnUsers(request)) return true;
  const { response, texts } = request;
  answerPage(response, messagePage(400, texts.loginOptionMissing, texts));
  return false;
}

/** A page of the same authorization request. */
export function pageAt({ prefix, raw }: ClientRequest, path: string): string {
  return `${prefix}${path}?${queryTextOf(raw)}`;
}
