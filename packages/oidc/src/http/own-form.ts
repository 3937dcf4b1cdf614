import { requireAuthorizationRequest } from "../authorize/authorize.ts";
import { type ClientRequest, queryTextOf } from "./hosted-request.ts";

/** Whether a page may go on: its address holds an authorization request. Otherwise whoever is to know has been told. */
export function mayGoOn(request: ClientRequest): boolean {
  return requireAuthorizationRequest(request) !== undefined;
}

/** A page of the same authorization request. */
export function pageAt({ prefix, raw }: ClientRequest, path: string): string {
  return `${prefix}${path}?${queryTextOf(raw)}`;
}
