import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { type CredentialScope, TERMINATOR } from "./credential-scope.ts";
import { headerValue, type RequestHeaders } from "./headers.ts";
import { uriEncode } from "./query.ts";

/** The only algorithm of AWS's that Cognito's clients use. */
export const ALGORITHM = "AWS4-HMAC-SHA256";

/** What of a request is signed. */
export interface Signable {
  readonly method: string;
  /** The path as on the wire. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: RequestHeaders;
  readonly signedHeaders: readonly string[];
  readonly body: string | Uint8Array;
}

/**
 * The signature of a request.
 *
 * @param time when it was signed, `20260131T120000Z`
 * @returns lower-case hexadecimal
 * @see AWS IAM User Guide, "Create a signed AWS API request"
 */
export function calculateSignature(request: Signable, scope: CredentialScope, time: string, secret: string): string {
  const scopeText = `${scope.date}/${scope.region}/${scope.service}/${TERMINATOR}`;
  const stringToSign = [ALGORITHM, time, scopeText, sha256(canonicalRequest(request))].join("\n");
  const key = [scope.date, scope.region, scope.service, TERMINATOR].reduce<string | Buffer>(
    (previous, part) => createHmac("sha256", previous).update(part).digest(),
    `AWS4${secret}`,
  );
  return createHmac("sha256", key).update(stringToSign).digest("hex");
}

/** Whether two signatures are the same, in a time that does not depend on where they differ. */
export function sameSignature(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function canonicalRequest({ method, path, query, headers, signedHeaders, body }: Signable): string {
  return [
    method.toUpperCase(),
    canonicalPath(path),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${canonicalValue(headers, name)}`),
    "",
    signedHeaders.join(";"),
    // The hash of what came, not the one that the caller claims: a body of other bytes is a wrong signature.
    sha256(body),
  ].join("\n");
}

/** Normalised (RFC 3986, section 6.2.2.3) and encoded once more: every service but S3 signs the encoded path. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  const trailing = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.map(uriEncode).join("/")}${trailing}`;
}

function canonicalQuery(query: readonly (readonly [string, string])[]): string {
  return query
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]): [string, string] => [uriEncode(name), uriEncode(value)])
    .toSorted(([a, left], [b, right]) => compare(a, b) || compare(left, right))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** Order by code units; the text is encoded, so these are bytes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function canonicalValue(headers: RequestHeaders, name: string): string {
  return (headerValue(headers, name) ?? "").trim().replace(/\s+/g, " ");
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
