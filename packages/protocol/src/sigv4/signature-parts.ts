import { createHash } from "node:crypto";
import {
  IncompleteSignatureException,
  InvalidSignatureException,
  MissingAuthenticationTokenException,
} from "../errors/framework-exceptions.ts";
import { headerValue, type RequestHeaders } from "./headers.ts";
import { queryParameter } from "./query.ts";
import { ALGORITHM } from "./signature.ts";

/** What a request says about its signature, as text. */
export interface SignatureParts {
  readonly credential: string;
  /** Lower-case names, in the order in which they were signed. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** When it was signed, not yet checked. */
  readonly time: string;
  /** For how many seconds a presigned request is good; undefined for a signed header. */
  readonly expiresInSeconds: number | undefined;
  readonly sessionToken: string | undefined;
}

type Query = readonly (readonly [string, string])[];

/**
 * The parts of a request's signature, from the header or, of a presigned request, from the query.
 *
 * @throws MissingAuthenticationTokenException there is no signature
 * @throws IncompleteSignatureException a part is missing or malformed
 * @throws InvalidSignatureException there are two
 */
export function readSignatureParts(headers: RequestHeaders, query: Query): SignatureParts {
  const header = headerValue(headers, "authorization")?.trim() ?? "";
  const presigned = queryParameter(query, "X-Amz-Algorithm") !== undefined;
  if (header !== "" && presigned) {
    throw new InvalidSignatureException(
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  }
  if (presigned) return fromQuery(query);
  if (!header.startsWith("AWS4-")) throw new MissingAuthenticationTokenException("Missing Authentication Token");
  return fromHeader(header, headers);
}

function fromHeader(header: string, headers: RequestHeaders): SignatureParts {
  const [algorithm = "", ...rest] = header.split(/\s+/);
  if (algorithm !== ALGORITHM) {
    // unconfirmed: the text for an algorithm of AWS's that this service does not take.
    throw new IncompleteSignatureException(`Unsupported AWS 'algorithm': '${algorithm}'`);
  }
  const parameters = new Map<string, string>();
  for (const pair of rest
    .join(" ")
    .split(/[\s,]+/)
    .filter((text) => text !== "")) {
    const equals = pair.indexOf("=");
    if (equals < 1) {
      throw new IncompleteSignatureException(
        `'${pair}' not a valid key=value pair (missing equal-sign) in Authorization header ` +
          `(hashed with SHA-256 and encoded with Base64): '${digest(header)}'.`,
      );
    }
    parameters.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  const time = headerValue(headers, "x-amz-date") ?? headerValue(headers, "date");
  const missing = ["Credential", "Signature", "SignedHeaders"]
    .filter((name) => !parameters.get(name))
    .map((name) => `Authorization header requires '${name}' parameter. `);
  if (!time) missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  if (missing.length > 0) {
    throw new IncompleteSignatureException(
      `${missing.join("")}(Hashed with SHA-256 and encoded with Base64) Authorization=${digest(header)}`,
    );
  }
  return {
    credential: parameters.get("Credential") ?? "",
    signedHeaders: headerNames(parameters.get("SignedHeaders")),
    signature: parameters.get("Signature") ?? "",
    time: time ?? "",
    expiresInSeconds: undefined,
    sessionToken: headerValue(headers, "x-amz-security-token"),
  };
}

function fromQuery(query: Query): SignatureParts {
  const value = (name: string) => queryParameter(query, name) ?? "";
  const missing = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"]
    .filter((name) => value(name) === "")
    .map((name) => `AWS query-string parameters must include '${name}'. `);
  if (missing.length > 0) {
    throw new IncompleteSignatureException(`${missing.join("")}Re-examine the query-string parameters.`);
  }
  if (value("X-Amz-Algorithm") !== ALGORITHM) {
    throw new IncompleteSignatureException(`Unsupported AWS 'algorithm': '${value("X-Amz-Algorithm")}'`);
  }
  const expires = queryParameter(query, "X-Amz-Expires");
  return {
    credential: value("X-Amz-Credential"),
    signedHeaders: headerNames(value("X-Amz-SignedHeaders")),
    signature: value("X-Amz-Signature"),
    time: value("X-Amz-Date"),
    expiresInSeconds: expires === undefined ? undefined : /^\d{1,9}$/.test(expires) ? Number(expires) : 0,
    sessionToken: queryParameter(query, "X-Amz-Security-Token"),
  };
}

/** AWS repeats a faulty header only as a hash: it may hold what is left of a secret. */
function digest(header: string): string {
  return createHash("sha256").update(header).digest("base64");
}

function headerNames(list = ""): string[] {
  return list
    .toLowerCase()
    .split(";")
    .filter((name) => name !== "");
}
