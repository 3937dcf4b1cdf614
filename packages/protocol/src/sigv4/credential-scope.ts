import { headerValue, type RequestHeaders } from "./headers.ts";
import { parseQuery, queryParameter } from "./query.ts";

/** The terminator of every credential scope. */
export const TERMINATOR = "aws4_request";

/** Whose key signed a request, and for which day, region and service. */
export interface CredentialScope {
  readonly accessKeyId: string;
  /** `20260131`, UTC. */
  readonly date: string;
  readonly region: string;
  /** The signing name: `cognito-idp`. */
  readonly service: string;
}

/**
 * The scope that a request names in its header `Authorization` or, when presigned, in its query. The signature is not
 * looked at, and whatever is malformed is the same as absent.
 *
 * @param headers by lower-case name
 * @param query the raw query string, with or without its `?`
 */
export function readCredentialScope(headers: RequestHeaders, query = ""): CredentialScope | undefined {
  const header = /^\s*AWS4-HMAC-SHA256\s.*?\bCredential=([^,\s]+)/.exec(
    headerValue(headers, "authorization") ?? "",
  )?.[1];
  const credential = header ?? (query === "" ? undefined : queryParameter(parseQuery(query), "X-Amz-Credential"));
  return credential === undefined ? undefined : parseCredential(credential);
}

/** The parts of `<key>/20260131/us-east-1/cognito-idp/aws4_request`. A key may itself hold slashes. */
export function parseCredential(credential: string): CredentialScope | undefined {
  const parts = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/s.exec(credential);
  const [, accessKeyId, date, region, service] = parts ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined)
    return undefined;
  return { accessKeyId, date, region, service };
}
