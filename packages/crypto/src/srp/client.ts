import type { RandomBytes } from "../random/random-bytes.ts";
import { N, toHex, toNumber } from "./group.ts";
import { k } from "./handshake.ts";
import { powerOf, powerOfG } from "./power.ts";
import { type SrpClaim, scramblingParameter, sessionKey, signClaim } from "./proof.ts";
import { privateKey } from "./verifier.ts";

/** A client's side of a sign-in that has begun. */
export interface SrpClientStart {
  /** Secret, base64. */
  readonly a: string;
  /** Public: `SRP_A`. */
  readonly A: string;
}

/** A client's first step: A = g^a mod N. */
export async function startSrpClient(randomBytes: RandomBytes): Promise<SrpClientStart> {
  const a = randomBytes(32);
  return { a: Buffer.from(a).toString("base64"), A: toHex(await powerOfG(a)) };
}

export interface SrpClientProof extends SrpClaim, SrpClientStart {
  readonly password: string;
  /** `SALT`, hexadecimal. */
  readonly salt: string;
  /** `SRP_B`, hexadecimal. */
  readonly B: string;
}

/**
 * A client's second step: the `PASSWORD_CLAIM_SIGNATURE`. For programs that sign in, such as tests and load generators.
 *
 * @throws RangeError when B is a multiple of N, with which a server could do without the verifier
 */
export async function proveSrpPassword(proof: SrpClientProof): Promise<string> {
  const B = BigInt(`0x${proof.B}`);
  if (B % N === 0n) throw new RangeError("A server's public value that is no multiple of N was expected.");
  const salt = Buffer.from(proof.salt.length % 2 === 0 ? proof.salt : `0${proof.salt}`, "hex");
  const x = privateKey({ ...proof, salt });
  const u = scramblingParameter(BigInt(`0x${proof.A}`), B);
  const exponent = toHex(toNumber(Buffer.from(proof.a, "base64")) + toNumber(u) * toNumber(x));
  const base = (((B - k * (await powerOfG(x))) % N) + N) % N;
  const S = await powerOf(base, Buffer.from(exponent.padStart(exponent.length + (exponent.length % 2), "0"), "hex"));
  return signClaim(proof, sessionKey(S, u));
}
