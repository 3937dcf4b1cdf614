import {
  IncompleteSignatureException,
  InvalidSignatureException,
  UnrecognizedClientException,
} from "../errors/framework-exceptions.ts";
import { type CredentialScope, parseCredential } from "./credential-scope.ts";
import type { RequestHeaders } from "./headers.ts";
import { parseQuery } from "./query.ts";
import { calculateSignature, sameSignature } from "./signature.ts";
import { readSignatureParts, type SignatureParts } from "./signature-parts.ts";
import { formatTime, parseTime } from "./signature-time.ts";

/** A request as it came over the wire. */
export interface SignedRequest {
  readonly method: string;
  /** Without the query, still encoded. */
  readonly path: string;
  /** The raw query string, with or without its `?`. */
  readonly query: string;
  /** By lower-case name. */
  readonly headers: RequestHeaders;
  readonly body: string | Uint8Array;
}

/** What a signature is held against. */
export interface SignatureRules {
  /** The signing name that the scope must carry: `cognito-idp`, `cognito-identity`. */
  readonly service: string;
  /** The region that the scope must carry; any when absent. */
  readonly region?: string | undefined;
  /** Now, in epoch milliseconds. */
  readonly now: number;
  /** The secret of an access key, or undefined when the key, or the session token with it, is unknown. */
  findSecret(accessKeyId: string, sessionToken: string | undefined): string | undefined | Promise<string | undefined>;
}

const SKEW_MINUTES = 5;

/**
 * Verifies a Signature Version 4, in the header `Authorization` or in the query of a presigned request.
 * unconfirmed: which fault AWS reports of several; here it is form, scope, key, time, signature.
 *
 * @returns whose signature it is
 * @throws MissingAuthenticationTokenException the request is not signed
 * @throws IncompleteSignatureException the signature lacks a part or one is malformed
 * @throws UnrecognizedClientException the access key is unknown
 * @throws InvalidSignatureException it is for another service or region, outdated, or wrong
 * @see AWS IAM User Guide, "AWS Signature Version 4 for API requests"
 */
export async function verifySignature(request: SignedRequest, rules: SignatureRules): Promise<CredentialScope> {
  const query = parseQuery(request.query);
  const parts = readSignatureParts(request.headers, query);
  const scope = requireScope(parts);
  const signedAt = requireTime(parts);
  assertScopeFits(scope, signedAt, parts, rules);
  if (!parts.signedHeaders.includes("host")) {
    throw new InvalidSignatureException("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const secret = await rules.findSecret(scope.accessKeyId, parts.sessionToken);
  if (secret === undefined) {
    throw new UnrecognizedClientException("The security token included in the request is invalid.");
  }
  assertCurrent(signedAt, parts, rules.now);
  const { signedHeaders, signature } = parts;
  const expected = calculateSignature({ ...request, query, signedHeaders }, scope, formatTime(signedAt), secret);
  if (!sameSignature(expected, signature)) {
    throw new InvalidSignatureException(
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key " +
        "and signing method. Consult the service documentation for details.",
    );
  }
  return scope;
}

function requireScope({ credential }: SignatureParts): CredentialScope {
  const scope = parseCredential(credential);
  if (scope !== undefined) return scope;
  const elements = credential.split("/");
  if (elements.length < 5) {
    throw new IncompleteSignatureException(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  throw new InvalidSignatureException(
    `Credential should be scoped with a valid terminator: 'aws4_request', not '${elements.at(-1) ?? ""}'.`,
  );
}

function requireTime({ time }: SignatureParts): number {
  const signedAt = parseTime(time);
  if (signedAt !== undefined) return signedAt;
  throw new IncompleteSignatureException(
    `Date must be in ISO-8601 'basic format'. Got '${time}'. See http://en.wikipedia.org/wiki/ISO_8601`,
  );
}

function assertScopeFits(
  scope: CredentialScope,
  signedAt: number,
  { time }: SignatureParts,
  { service, region }: SignatureRules,
): void {
  const faults: string[] = [];
  if (region !== undefined && scope.region !== region) {
    faults.push(`Credential should be scoped to a valid region, not '${scope.region}'. `);
  }
  if (scope.service !== service) faults.push(`Credential should be scoped to correct service: '${service}'. `);
  const day = formatTime(signedAt).slice(0, 8);
  if (scope.date !== day) {
    faults.push(
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: " +
        `'${scope.date}' != '${day}', from '${time}'. `,
    );
  }
  if (faults.length > 0) throw new InvalidSignatureException(faults.join("").trimEnd());
}

function assertCurrent(signedAt: number, { expiresInSeconds }: SignatureParts, now: number): void {
  const skew = SKEW_MINUTES * 60_000;
  const [at, current] = [formatTime(signedAt), formatTime(now)];
  if (signedAt > now + skew) {
    throw new InvalidSignatureException(
      `Signature not yet current: ${at} is still later than ${formatTime(now + skew)} (${current} + ${SKEW_MINUTES} min.)`,
    );
  }
  if (expiresInSeconds === undefined ? signedAt < now - skew : signedAt + expiresInSeconds * 1000 < now) {
    const earliest = expiresInSeconds === undefined ? skew : expiresInSeconds * 1000;
    // unconfirmed: AWS's wording of the window of a presigned request.
    const window = expiresInSeconds === undefined ? `${SKEW_MINUTES} min.` : `${expiresInSeconds} sec.`;
    throw new InvalidSignatureException(
      `Signature expired: ${at} is now earlier than ${formatTime(now - earliest)} (${current} - ${window})`,
    );
  }
}
