/**
 * The group of Cognito's SRP-6a: N is the 3072-bit prime of RFC 5054, appendix A (and RFC 3526, section 4), but the
 * generator is 2 where RFC 5054 has 5.
 */
export const N: bigint = BigInt(
  "0x" +
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD" +
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED" +
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F" +
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B" +
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510" +
    "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7" +
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C" +
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
);

/** The generator. */
export const g = 2n;

/** The length of N, and of every element of the group when written in full. */
export const elementBytes = 384;

/** An element of the group as big-endian bytes of N's length. */
export function elementToBytes(element: bigint): Uint8Array {
  return Buffer.from(element.toString(16).padStart(elementBytes * 2, "0"), "hex");
}

/**
 * A number as Cognito hashes it: its shortest big-endian form, with a zero byte in front when the top bit is set. This is
 * Java's `BigInteger.toByteArray`; unlike RFC 5054's PAD it does not fill up to the length of N.
 */
export function pad(number: Uint8Array): Uint8Array {
  const firstNonZero = number.findIndex((byte) => byte !== 0);
  if (firstNonZero === -1) return Uint8Array.of(0);
  const shortest = number.subarray(firstNonZero);
  const [topByte = 0] = shortest;
  return topByte < 0x80 ? shortest : Buffer.concat([Uint8Array.of(0), shortest]);
}

/** A number written as big-endian bytes. */
export function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes).toString("hex")}`);
}

/**
 * A number as Cognito and its clients send it (`SRP_A`, `SRP_B`, `SALT`): lower-case hexadecimal digits, as few as it
 * takes, so that their count may be odd.
 */
export function toHex(number: bigint): string {
  return number.toString(16);
}
