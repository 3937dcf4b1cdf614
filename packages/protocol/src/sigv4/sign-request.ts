import { TERMINATOR } from "./credential-scope.ts";
import { parseQuery } from "./query.ts";
import { ALGORITHM, calculateSignature } from "./signature.ts";

/** A request that is about to be sent to a service of AWS. */
export interface UnsignedRequest {
  readonly method: string;
  readonly url: URL;
  /** Those that are signed besides `host`, by lower-case name: the content type, and whatever begins with `x-amz-`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** By whom and for what a request is signed. */
export interface SigningRules {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string | undefined;
  readonly region: string;
  /** The signing name: `lambda`. */
  readonly service: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/**
 * The headers of a request and those that sign it, `host` among them.
 *
 * @see AWS IAM User Guide, "Create a signed AWS API request"
 */
export function signRequest(
  { method, url, headers: others = {}, body }: UnsignedRequest,
  rules: SigningRules,
): Record<string, string> {
  const time = new Date(rules.now).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const date = time.slice(0, 8);
  const { accessKeyId, secretAccessKey, sessionToken, region, service } = rules;
  const headers: Record<string, string> = {
    ...others,
    host: url.host,
    "x-amz-date": time,
    ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
  };
  const signedHeaders = Object.keys(headers).toSorted();
  const signature = calculateSignature(
    { method, path: url.pathname, query: parseQuery(url.search), headers, signedHeaders, body },
    { accessKeyId, date, region, service },
    time,
    secretAccessKey,
  );
  const credential = `${accessKeyId}/${date}/${region}/${service}/${TERMINATOR}`;
  const authorization = `${ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
  return { ...headers, authorization };
}
