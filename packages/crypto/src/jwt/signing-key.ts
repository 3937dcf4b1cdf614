import { createHash, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

/** An RSA public key as a pool's JWKS shows it, members in this order (RFC 7517, section 4; RFC 7518, section 6.3.1). */
export interface PublicJwk {
  readonly alg: "RS256";
  readonly e: string;
  readonly kid: string;
  readonly kty: "RSA";
  readonly n: string;
  readonly use: "sig";
}

/** A key that signs tokens. Plain data: it can be stored as JSON. */
export interface SigningKey {
  /** 44 characters of base64, the last one `=`, as Cognito's key ids are. */
  readonly kid: string;
  /** PKCS #8 (RFC 5208) in DER, base64. */
  readonly privateKey: string;
  readonly publicJwk: PublicJwk;
}

const generateKeyPairOnThreadPool = promisify(generateKeyPair);

/**
 * Makes an RSA key of 2048 bits, on the thread pool; takes 50 to 100 ms, more when unlucky. Its id is the key's SHA-256
 * thumbprint (RFC 7638), but in plain base64.
 */
export async function generateSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPairOnThreadPool("rsa", { modulusLength: 2048 });
  const { e, n } = publicKey.export({ format: "jwk" });
  if (e === undefined || n === undefined) throw new TypeError("An RSA public key without e and n was generated.");
  const kid = createHash("sha256")
    .update(JSON.stringify({ e, kty: "RSA", n }))
    .digest("base64");
  return {
    kid,
    privateKey: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
    publicJwk: { alg: "RS256", e, kid, kty: "RSA", n, use: "sig" },
  };
}
