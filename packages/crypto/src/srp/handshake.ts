import { createHash } from "node:crypto";
import { constantTimeEquals } from "../constant-time-equals.ts";
import type { RandomBytes } from "../random/random-bytes.ts";
import { elementToBytes, g, N, pad, toHex, toNumber } from "./group.ts";
import { powerOf, powerOfG } from "./power.ts";
import { type SrpClaim, scramblingParameter, sessionKey, signClaim } from "./proof.ts";
import { formatSrpTimestamp, readSrpTimestamp } from "./timestamp.ts";

/** k = H(pad(N) | pad(g)). */
export const k: bigint = toNumber(
  createHash("sha256")
    .update(pad(elementToBytes(N)))
    .update(pad(elementToBytes(g)))
    .digest(),
);

/** Length of b in bytes. A shorter one would let anyone who starts a sign-in compute the verifier. */
const secretBytes = 32;

/** What has to be kept of a sign-in between its two steps. Plain data: it can be stored as JSON, and is secret. */
export interface SrpHandshake {
  /** The client's public value, as `readSrpA` returned it. */
  readonly A: string;
  /** The server's secret value, base64. */
  readonly b: string;
  /** The server's public value: `SRP_B`. */
  readonly B: string;
}

/** A salt as it is sent in `SALT`: its number in as few hexadecimal digits as it takes. */
export function srpHex(salt: Uint8Array): string {
  return toHex(toNumber(salt));
}

/**
 * Reads the public value of a client, `SRP_A`.
 *
 * @returns the same number in lower case and without leading zeros; undefined when it is no hexadecimal number of at most
 *   3072 bits, or is a multiple of N, with which no password would be needed (RFC 5054, section 2.5.4)
 */
export function readSrpA(text: string): string | undefined {
  const digits = /^0*([0-9a-f]{1,768})$/i.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const A = BigInt(`0x${digits}`);
  return A % N === 0n ? undefined : toHex(A);
}

export interface SrpStart {
  /** As `readSrpA` returned it. */
  readonly A: string;
  /** As `computeVerifier`, `readDeviceVerifier` or `decoySrp` made it. */
  readonly verifier: Uint8Array;
  readonly randomBytes: RandomBytes;
}

/**
 * The server's first step: B = k·v + g^b mod N, under a fresh b.
 *
 * @see RFC 5054, section 2.5.3, with Cognito's hashes
 */
export async function startSrp({ A, verifier, randomBytes }: SrpStart): Promise<SrpHandshake> {
  const b = randomBytes(secretBytes);
  const B = (k * toNumber(verifier) + (await powerOfG(b))) % N;
  return { A, b: Buffer.from(b).toString("base64"), B: toHex(B) };
}

/** A client's proof, and what it is checked against. */
export interface SrpProof extends SrpClaim {
  /** The verifier that was given to `startSrp`. */
  readonly verifier: Uint8Array;
  readonly handshake: SrpHandshake;
  /** `PASSWORD_CLAIM_SIGNATURE` as the client sends it. */
  readonly signature: string;
}

/**
 * The server's second step: whether the client knows the password of which the verifier was made.
 *
 * The service signs the time that it has read, in the one form that it writes. Whoever writes the time otherwise is
 * refused, even if everything else is right.
 *
 * @returns false too for whatever cannot be read at all
 */
export async function verifySrpProof({ verifier, handshake, signature, ...claim }: SrpProof): Promise<boolean> {
  const digits = readSrpA(handshake.A);
  const B = readSrpA(handshake.B);
  const b = Buffer.from(handshake.b, "base64");
  const time = readSrpTimestamp(claim.timestamp);
  if (digits === undefined || B === undefined || time === undefined) return false;
  const v = toNumber(verifier);
  // With any of these anyone could tell S.
  if (b.length !== secretBytes || v % N === 0n) return false;

  const A = BigInt(`0x${digits}`);
  const u = scramblingParameter(A, BigInt(`0x${B}`));
  const S = await powerOf(((await powerOf(v, u)) * A) % N, b);
  const expected = signClaim({ ...claim, timestamp: formatSrpTimestamp(time) }, sessionKey(S, u));
  return constantTimeEquals(signature, expected);
}
