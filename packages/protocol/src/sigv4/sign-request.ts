import { ALGORITHM, calculateSignature } from "./signature.ts";
import { TERMINATOR } from "./credential-scope.ts";
import { parseQuery } from "./query.ts";
import { formatTime } from "./signature-time.ts";

/** A request that is to be sent to a service of AWS's. */
export interface UnsignedRequest {
  readonly method: string;
  readonly url: URL;
  /** By lower-case name, without `host`. All of them are signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whose access key it is. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** For whom a signature is good. */
export interface SigningScope {
  readonly region: string;
  /** The signing name: `ses`, `sns`, `kms`, `lambda`. */
  readonly service: string;
  /** Now, in epoch milliseconds. */
  readonly now: number;
}

/**
 * Signs a request with Signature Version 4.
 *
 * @returns its headers, with those that carry the signature
 * @see AWS IAM User Guide, "Create a signed AWS API request"
 */
export function signRequest(
  { method, url, headers, body }: UnsignedRequest,
  { accessKeyId, secretAccessKey, sessionToken }: SigningCredentials,
  { region, service, now }: SigningScope,
): Readonly<Record<string, string>> {
  const time = formatTime(now);
  const sent = {
    ...headers,
    "x-amz-date": time,
    ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
  };
  const signed: Readonly<Record<string, string>> = { ...sent, host: url.host };
  const signedHeaders = Object.keys(signed).toSorted();
  const scope = { accessKeyId, date: time.slice(0, 8), region, service };
  const signature = calculateSignature(
    { method, path: url.pathname, query: parseQuery(url.search), headers: signed, signedHeaders, body },
    scope,
    time,
    secretAccessKey,
  );
  const credential = `${accessKeyId}/${scope.date}/${region}/${service}/${TERMINATOR}`;
  const authorization = `${ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
  return { ...sent, authorization };
}
