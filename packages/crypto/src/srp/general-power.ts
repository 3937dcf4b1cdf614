/** What is needed of `node:crypto`. */
export type OpenSsl = Pick<typeof import("node:crypto"), "constants" | "createPublicKey" | "publicEncrypt">;

/**
 * A function that raises any base to any exponent (big-endian bytes) modulo one odd modulus.
 *
 * OpenSSL computes it: RSA's public operation without padding is nothing but a power modulo n (RFC 8017, section 5.1.1),
 * so the modulus and the exponent are given to it as a public key. That takes a fifth of BigInt's time, and, unlike
 * OpenSSL's Diffie-Hellman, does not first prove the modulus to be prime. BigInt is used where this cannot be had: for
 * a modulus or an exponent that OpenSSL does not take for a key's.
 *
 * Its text is also what the other threads run (power-threads.ts): it may use nothing from outside of itself, and no
 * named function inside.
 */
export function createGeneralPower(
  modulus: bigint,
  { constants, createPublicKey, publicEncrypt }: OpenSsl,
): (base: bigint, exponent: Uint8Array) => bigint {
  const byteLength = Math.ceil(modulus.toString(16).length / 2);
  const n = Buffer.from(modulus.toString(16).padStart(byteLength * 2, "0"), "hex").toString("base64url");

  return (base, exponent) => {
    try {
      const e = Buffer.from(exponent).toString("base64url");
      const key = createPublicKey({ key: { kty: "RSA", n, e }, format: "jwk" });
      const reduced = (base % modulus).toString(16).padStart(byteLength * 2, "0");
      const power = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.from(reduced, "hex"));
      return BigInt(`0x${power.toString("hex")}`);
    } catch {
      let power = 1n;
      for (const byte of exponent) {
        for (let bit = 7; bit >= 0; bit -= 1) {
          power = (power * power) % modulus;
          if ((byte >>> bit) & 1) power = (power * base) % modulus;
        }
      }
      return power;
    }
  };
}
