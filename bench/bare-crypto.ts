import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  getDiffieHellman,
  publicEncrypt,
  randomBytes,
  sign,
} from "node:crypto";

/** The prime of Cognito's group (RFC 3526, group 15). */
const PRIME = getDiffieHellman("modp15").getPrime();

/** base^e mod the prime, as fast as Node can: an RSA public operation without padding. */
function power(base: Uint8Array, exponent: Uint8Array): Uint8Array {
  const key = createPublicKey({
    format: "jwk",
    key: { kty: "RSA", n: PRIME.toString("base64url"), e: Buffer.from(exponent).toString("base64url") },
  });
  return publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, base);
}

/** Processor time of what `work` does, in milliseconds, in the mean of so many times. */
function processorMillisecondsOf(work: () => void, times: number): number {
  work();
  const before = process.cpuUsage();
  for (let time = 0; time < times; time++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / times;
}

/**
 * The processor time that a server cannot do without for a sign-in with SRP, in milliseconds: three powers with random
 * exponents of 256 bits (g^b, v^u and (A·v^u)^b), and two RS256 signatures.
 */
export function bareHandshakeMilliseconds(times: number): { readonly powers: number; readonly signatures: number } {
  const base = Buffer.concat([Buffer.alloc(1), randomBytes(PRIME.length - 1)]);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const claims = Buffer.from("x".repeat(700));
  return {
    powers: processorMillisecondsOf(() => {
      // The highest bit stands for all of them: the exponents of the protocol are as long. They have to be odd here.
      for (let count = 0; count < 3; count++)
        power(base, Buffer.concat([Buffer.of(0x80), randomBytes(30), Buffer.of(1)]));
    }, times),
    signatures: processorMillisecondsOf(() => {
      for (let count = 0; count < 2; count++) sign("RSA-SHA256", claims, privateKey);
    }, times),
  };
}
