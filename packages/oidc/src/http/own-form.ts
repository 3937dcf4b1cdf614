import { requireAuthorizationRequest } from "../authorize/authorize.ts";
import { foreignFormPage } from "../pages/error-page.ts";
import { answerPage } from "../pages/page.ts";
import { isOwnForm } from "./csrf.ts";
import { type ClientRequest, queryTextOf } from "./hosted-request.ts";

/**
 * Whether a page may go on: its address holds an authorization request, and its form is one of ours. Otherwise whoever
 * is to know has been told.
 */
export function mayGoOn(request: ClientRequest): boolean {
  if (!requireAuthorizationRequest(request)) return false;
  const { raw, form, response, texts } = request;
  if (raw.method !== "POST" || isOwnForm(raw, form)) return true;
  answerPage(response, foreignFormPage(texts));
  return false;
}

/** A page of the same authorization request. */
export function pageAt({ prefix, raw }: ClientRequest, path: string): string {
  return `${prefix}${path}?${queryTextOf(raw)}`;
}
