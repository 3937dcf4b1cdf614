import { genuineTokens } from "./genuine-tokens.ts";

/** A token taken apart. Nothing in it is to be trusted before its signature is verified. */
export interface Jwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the signature is over: the first two parts as they stand. */
  readonly signingInput: string;
  readonly signature: Uint8Array;
}

/**
 * Takes a token apart without verifying it.
 *
 * @returns undefined when it is not a JWT in JWS compact serialization: three parts in base64url without padding, the
 *   first two of them JSON objects (RFC 7519, section 7.2)
 */
export function readJwt(token: string): Jwt | undefined {
  const known = genuineTokens.get(token);
  if (known !== undefined) return known.jwt;
  const parts = token.split(".", 4);
  const [encodedHeader, encodedClaims, encodedSignature] = parts;
  if (encodedHeader === undefined || encodedClaims === undefined || encodedSignature === undefined) return undefined;
  const header = readObject(decode(encodedHeader));
  const claims = readObject(decode(encodedClaims));
  const signature = decode(encodedSignature);
  if (parts.length !== 3 || !header || !claims || !signature) return undefined;
  return { header, claims, signingInput: `${encodedHeader}.${encodedClaims}`, signature };
}

function decode(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, "base64url");
  // Node skips over what is not base64url; only the one right way to write these bytes is accepted.
  return bytes.toString("base64url") === part ? bytes : undefined;
}

function readObject(json: Buffer | undefined): Record<string, unknown> | undefined {
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json.toString("utf8"));
    return isObject(value) ? Object.freeze(value) : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
